-- +goose Up
CREATE TABLE IF NOT EXISTS sessions (
  id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  person_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  device varchar(60) NOT NULL,
  created_at bigint NOT NULL,
  last_seen_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  KEY sessions_by_person (person_id, last_seen_at),
  KEY sessions_by_end (expires_at),
  CONSTRAINT sessions_person FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
