-- +goose Up
-- seen_at is NULL until the person was told.
CREATE TABLE IF NOT EXISTS earned_titles (
  person_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  title_id varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  piece_id varchar(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  earned_at bigint NOT NULL,
  seen_at bigint,
  PRIMARY KEY (person_id, title_id),
  CONSTRAINT earned_titles_person FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
