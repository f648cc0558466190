-- +goose Up
CREATE TABLE IF NOT EXISTS letter_links (
  hash char(64) NOT NULL PRIMARY KEY,
  kind varchar(16) NOT NULL,
  person_id char(26) NOT NULL,
  bound char(64) NOT NULL,
  ends_at bigint NOT NULL,
  INDEX letter_links_person (person_id, kind),
  INDEX letter_links_end (ends_at),
  CONSTRAINT letter_links_people FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
) CHARACTER SET ascii COLLATE ascii_bin;
