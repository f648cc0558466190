-- +goose Up
ALTER TABLE reports ADD KEY reports_by_reporter (reporter_id, id), ADD KEY reports_closed_by (closed_by);
