-- +goose Up
-- Holds the hashes of what can be exchanged: the current token of each session, and the
-- one before it. used_at is when that one was exchanged.
CREATE TABLE IF NOT EXISTS refresh_tokens (
  hash char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  session_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  used_at bigint,
  KEY refresh_tokens_by_session (session_id),
  CONSTRAINT refresh_tokens_session FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
