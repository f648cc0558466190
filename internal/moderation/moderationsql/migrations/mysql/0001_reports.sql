-- +goose Up
-- open_key names reporter and target while the report is open, so that there is one at most.
CREATE TABLE IF NOT EXISTS reports (
  id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  reporter_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  target_id varchar(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  room_id varchar(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seq bigint NOT NULL,
  reason varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  text mediumtext NOT NULL,
  seen_person_id varchar(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seen_title mediumtext NOT NULL,
  seen_text mediumtext NOT NULL,
  seen_pictures int NOT NULL,
  seen_at bigint,
  state varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  open_key char(64) CHARACTER SET ascii COLLATE ascii_bin,
  created_at bigint NOT NULL,
  closed_at bigint,
  closed_by varchar(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  CONSTRAINT reports_open UNIQUE (open_key),
  KEY reports_by_state (state, id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
