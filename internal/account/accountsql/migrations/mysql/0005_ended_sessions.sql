-- +goose Up
-- Sessions that have ended, named by the hash of their id, kept for a while so
-- that open connections of them are closed everywhere.
CREATE TABLE IF NOT EXISTS ended_sessions (
  seq bigint NOT NULL PRIMARY KEY,
  session char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  ended_at bigint NOT NULL,
  KEY ended_sessions_by_time (ended_at)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
