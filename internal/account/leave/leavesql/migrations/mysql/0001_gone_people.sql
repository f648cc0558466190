-- +goose Up
-- People who were removed, kept for a while so that whoever keeps something of them forgets it.
CREATE TABLE IF NOT EXISTS gone_people (
  seq bigint NOT NULL PRIMARY KEY,
  person_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  gone_at bigint NOT NULL,
  KEY gone_people_by_time (gone_at)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
