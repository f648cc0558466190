-- +goose Up
-- Sessions that ended a moment ago: their access tokens may still be used.
CREATE TABLE IF NOT EXISTS push_ended_sessions (
  session char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  noted_at bigint NOT NULL,
  KEY push_ended_sessions_by_time (noted_at)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
