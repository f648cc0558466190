-- +goose Up
-- A row is committed before its request leaves; person and answer are emptied when the day is over.
CREATE TABLE genai_calls (
  ref varchar(64) NOT NULL,
  step varchar(8) NOT NULL,
  person_id varchar(26) NOT NULL,
  day char(10) NOT NULL,
  provider varchar(200) NOT NULL,
  model varchar(200) NOT NULL,
  state varchar(8) NOT NULL,
  sending int NOT NULL,
  tokens_in bigint NOT NULL,
  tokens_out bigint NOT NULL,
  pictures int NOT NULL,
  micros bigint NOT NULL,
  answer text,
  sent_at bigint NOT NULL,
  ended_at bigint,
  PRIMARY KEY (ref, step)
);
CREATE INDEX genai_calls_by_person ON genai_calls (person_id, day);
CREATE INDEX genai_calls_by_day ON genai_calls (day, micros);
CREATE INDEX genai_calls_by_end ON genai_calls (state, step, ended_at);
CREATE INDEX genai_calls_by_sending ON genai_calls (sent_at);
