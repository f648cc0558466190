-- +goose Up
-- What authenticators know a person by: drawn at random, so that it tells nobody who that is.
CREATE TABLE passkey_handles (
  person_id char(26) NOT NULL PRIMARY KEY,
  handle char(86) NOT NULL,
  CONSTRAINT passkey_handles_handle UNIQUE (handle),
  CONSTRAINT passkey_handles_person FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);
-- credential is the id by which authenticators name it; record is what else is known of it, as JSON.
CREATE TABLE passkeys (
  id char(26) NOT NULL PRIMARY KEY,
  person_id char(26) NOT NULL,
  name varchar(200) NOT NULL,
  credential varchar(1364) NOT NULL,
  record text NOT NULL,
  created_at bigint NOT NULL,
  used_at bigint,
  CONSTRAINT passkeys_credential UNIQUE (credential),
  CONSTRAINT passkeys_person FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX passkeys_by_person ON passkeys (person_id, id);
-- Challenges that wait for their answer. person_id is NULL for who comes in.
CREATE TABLE passkey_challenges (
  challenge char(64) NOT NULL PRIMARY KEY,
  person_id char(26),
  record text NOT NULL,
  ends_at bigint NOT NULL,
  CONSTRAINT passkey_challenges_person FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX passkey_challenges_by_end ON passkey_challenges (ends_at);
