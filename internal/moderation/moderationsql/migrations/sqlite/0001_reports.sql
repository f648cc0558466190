-- +goose Up
-- open_key names reporter and target while the report is open, so that there is one at most.
CREATE TABLE reports (
  id char(26) NOT NULL PRIMARY KEY,
  reporter_id char(26) NOT NULL,
  kind varchar(16) NOT NULL,
  target_id varchar(26) NOT NULL,
  room_id varchar(26) NOT NULL,
  seq bigint NOT NULL,
  reason varchar(16) NOT NULL,
  text text NOT NULL,
  seen_person_id varchar(26) NOT NULL,
  seen_title text NOT NULL,
  seen_text text NOT NULL,
  seen_pictures int NOT NULL,
  seen_at bigint,
  state varchar(16) NOT NULL,
  open_key char(64),
  created_at bigint NOT NULL,
  closed_at bigint,
  closed_by varchar(26) NOT NULL,
  CONSTRAINT reports_open UNIQUE (open_key)
);
CREATE INDEX reports_by_state ON reports (state, id);
