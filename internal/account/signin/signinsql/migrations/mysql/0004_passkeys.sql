-- +goose Up
-- credential is the id by which authenticators name it; record is what else is known of it, as JSON.
CREATE TABLE IF NOT EXISTS passkeys (
  id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  person_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name varchar(200) NOT NULL,
  credential varchar(1364) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  record text NOT NULL,
  created_at bigint NOT NULL,
  used_at bigint,
  CONSTRAINT passkeys_credential UNIQUE (credential),
  KEY passkeys_by_person (person_id, id),
  CONSTRAINT passkeys_person FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
