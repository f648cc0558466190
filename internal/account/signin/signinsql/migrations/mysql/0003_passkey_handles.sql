-- +goose Up
-- What authenticators know a person by: drawn at random, so that it tells nobody who that is.
CREATE TABLE IF NOT EXISTS passkey_handles (
  person_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  handle char(86) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  CONSTRAINT passkey_handles_handle UNIQUE (handle),
  CONSTRAINT passkey_handles_person FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
