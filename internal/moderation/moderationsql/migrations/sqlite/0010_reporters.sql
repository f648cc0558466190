-- +goose Up
CREATE INDEX reports_by_reporter ON reports (reporter_id, id);
CREATE INDEX reports_closed_by ON reports (closed_by);
