-- +goose Up
-- target_name is the same for the same thing; seen_around are the messages near one, as JSON.
ALTER TABLE reports ADD COLUMN target_name varchar(64) NOT NULL DEFAULT '';
ALTER TABLE reports ADD COLUMN seen_around text;
ALTER TABLE reports ADD COLUMN note text;
UPDATE reports SET target_name = CASE WHEN kind = 'message' THEN kind || ' ' || room_id || ' ' || seq ELSE kind || ' ' || target_id END;
CREATE INDEX reports_of_target ON reports (target_name, id);
CREATE INDEX reports_in_state ON reports (state, target_name, id, created_at, kind, reason);
CREATE INDEX reports_against ON reports (seen_person_id, target_name);
-- What admins did. Lines are only added.
CREATE TABLE audit_lines (
  id char(26) NOT NULL PRIMARY KEY,
  by_id varchar(26) NOT NULL,
  deed varchar(16) NOT NULL,
  kind varchar(16) NOT NULL,
  target varchar(64) NOT NULL,
  name text NOT NULL,
  reason text NOT NULL,
  failed bool NOT NULL,
  created_at bigint NOT NULL
);
CREATE INDEX audit_by_deed ON audit_lines (deed, id);
CREATE INDEX audit_by_kind ON audit_lines (kind, id);
CREATE INDEX audit_by_person ON audit_lines (by_id, id);
