-- +goose Up
-- People who were removed, kept for a while so that whoever keeps something of them forgets it.
-- gone_turn holds the last number given.
CREATE TABLE gone_people (
  seq bigint NOT NULL PRIMARY KEY,
  person_id char(26) NOT NULL,
  gone_at bigint NOT NULL
);
CREATE INDEX gone_people_by_time ON gone_people (gone_at);
CREATE TABLE gone_turn (
  id integer NOT NULL PRIMARY KEY,
  last bigint NOT NULL
);
INSERT INTO gone_turn (id, last) VALUES (1, 0);
