-- +goose Up
-- Sessions that ended a moment ago: their access tokens may still be used.
CREATE TABLE push_ended_sessions (
  session char(64) NOT NULL PRIMARY KEY,
  noted_at bigint NOT NULL
);
CREATE INDEX push_ended_sessions_by_time ON push_ended_sessions (noted_at);
