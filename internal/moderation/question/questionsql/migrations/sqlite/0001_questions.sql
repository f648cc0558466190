-- +goose Up
CREATE TABLE questions (
  id char(26) NOT NULL PRIMARY KEY,
  person_id char(26) NOT NULL,
  category varchar(16) NOT NULL,
  title text NOT NULL,
  text text NOT NULL,
  state varchar(16) NOT NULL,
  created_at bigint NOT NULL,
  answer text,
  answered_at bigint,
  answered_by varchar(26) NOT NULL,
  seen_at bigint
);
CREATE INDEX questions_of ON questions (person_id, id);
CREATE INDEX questions_by_state ON questions (state, id);
CREATE INDEX questions_answered_by ON questions (answered_by);
-- Held by who asks, so that a day's questions are counted one after the other.
CREATE TABLE question_turns (person_id char(26) NOT NULL PRIMARY KEY);
