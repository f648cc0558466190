-- +goose Up
-- Sessions that have ended, named by the hash of their id, kept for a while so
-- that open connections of them are closed everywhere. ended_turn holds the last number given.
CREATE TABLE ended_sessions (
  seq bigint NOT NULL PRIMARY KEY,
  session char(64) NOT NULL,
  ended_at bigint NOT NULL
);
CREATE INDEX ended_sessions_by_time ON ended_sessions (ended_at);
CREATE TABLE ended_turn (
  id integer NOT NULL PRIMARY KEY,
  last bigint NOT NULL
);
INSERT INTO ended_turn (id, last) VALUES (1, 0);
