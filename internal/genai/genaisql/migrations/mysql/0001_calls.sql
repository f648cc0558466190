-- +goose Up
-- A row is committed before its request leaves; person and answer are emptied when the day is over.
CREATE TABLE IF NOT EXISTS genai_calls (
  ref varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  step varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  person_id varchar(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  day char(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  provider varchar(200) NOT NULL,
  model varchar(200) NOT NULL,
  state varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sending int NOT NULL,
  tokens_in bigint NOT NULL,
  tokens_out bigint NOT NULL,
  pictures int NOT NULL,
  micros bigint NOT NULL,
  answer mediumtext,
  sent_at bigint NOT NULL,
  ended_at bigint,
  PRIMARY KEY (ref, step),
  KEY genai_calls_by_person (person_id, day),
  KEY genai_calls_by_day (day, micros),
  KEY genai_calls_by_end (state, step, ended_at),
  KEY genai_calls_by_sending (sent_at)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
