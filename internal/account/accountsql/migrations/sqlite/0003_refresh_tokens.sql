-- +goose Up
-- Holds the hashes of what can be exchanged: the current token of each session, and the
-- one before it. used_at is when that one was exchanged.
CREATE TABLE refresh_tokens (
  hash char(64) NOT NULL PRIMARY KEY,
  session_id char(26) NOT NULL,
  used_at bigint,
  CONSTRAINT refresh_tokens_session FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);
