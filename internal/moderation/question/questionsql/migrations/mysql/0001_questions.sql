-- +goose Up
CREATE TABLE IF NOT EXISTS questions (
  id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  person_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  category varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  title text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  text mediumtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  state varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at bigint NOT NULL,
  answer mediumtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  answered_at bigint,
  answered_by varchar(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seen_at bigint,
  KEY questions_of (person_id, id),
  KEY questions_by_state (state, id),
  KEY questions_answered_by (answered_by)
);
