-- +goose Up
-- Attempts to come in that were used, named by a hash, until they would be over anyway.
CREATE TABLE IF NOT EXISTS spent_attempts (
  attempt char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  ends_at bigint NOT NULL,
  KEY spent_attempts_by_end (ends_at)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
