-- +goose Up
-- Held by who asks, so that a day's questions are counted one after the other.
CREATE TABLE IF NOT EXISTS question_turns (person_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY);
