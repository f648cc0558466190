-- +goose Up
-- Challenges that wait for their answer. person_id is NULL for who comes in.
CREATE TABLE IF NOT EXISTS passkey_challenges (
  challenge char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  person_id char(26) CHARACTER SET ascii COLLATE ascii_bin,
  record text NOT NULL,
  ends_at bigint NOT NULL,
  KEY passkey_challenges_by_end (ends_at),
  CONSTRAINT passkey_challenges_person FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
