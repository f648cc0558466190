-- +goose Up
-- Who a person is elsewhere: one at each provider, and each belongs to one person.
CREATE TABLE identities (
  provider varchar(32) NOT NULL,
  subject varchar(255) NOT NULL,
  person_id char(26) NOT NULL,
  email varchar(254) NOT NULL,
  linked_at bigint NOT NULL,
  used_at bigint NOT NULL,
  PRIMARY KEY (provider, subject),
  CONSTRAINT identities_one_each UNIQUE (person_id, provider),
  CONSTRAINT identities_person FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);
-- Attempts to come in that were used, named by a hash, until they would be over anyway.
CREATE TABLE spent_attempts (
  attempt char(64) NOT NULL PRIMARY KEY,
  ends_at bigint NOT NULL
);
CREATE INDEX spent_attempts_by_end ON spent_attempts (ends_at);
