-- +goose Up
CREATE TABLE sessions (
  id char(26) NOT NULL PRIMARY KEY,
  person_id char(26) NOT NULL,
  device varchar(60) NOT NULL,
  created_at bigint NOT NULL,
  last_seen_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  CONSTRAINT sessions_person FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX sessions_by_person ON sessions (person_id, last_seen_at);
CREATE INDEX sessions_by_end ON sessions (expires_at);
