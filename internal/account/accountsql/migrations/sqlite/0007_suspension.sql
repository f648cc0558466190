-- +goose Up
-- When a suspension ends by itself, and what its person is told.
ALTER TABLE people ADD COLUMN suspended_until bigint;
ALTER TABLE people ADD COLUMN suspended_reason text;
CREATE INDEX people_suspended ON people (suspended_at) WHERE suspended_at IS NOT NULL;
