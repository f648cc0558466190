-- +goose Up
CREATE TABLE letter_links (
  hash char(64) NOT NULL PRIMARY KEY,
  kind varchar(16) NOT NULL,
  person_id char(26) NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  bound char(64) NOT NULL,
  ends_at bigint NOT NULL
);
CREATE INDEX letter_links_person ON letter_links (person_id, kind);
CREATE INDEX letter_links_end ON letter_links (ends_at);
