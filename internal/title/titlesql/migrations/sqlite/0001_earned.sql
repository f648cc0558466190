-- +goose Up
-- seen_at is NULL until the person was told.
CREATE TABLE earned_titles (
  person_id char(26) NOT NULL,
  title_id  varchar(40) NOT NULL,
  piece_id  varchar(26) NOT NULL,
  earned_at bigint NOT NULL,
  seen_at   bigint,
  PRIMARY KEY (person_id, title_id),
  FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);
