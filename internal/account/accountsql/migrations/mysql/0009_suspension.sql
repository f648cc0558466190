-- +goose Up
-- When a suspension ends by itself, and what its person is told.
ALTER TABLE people
  ADD COLUMN suspended_until bigint,
  ADD COLUMN suspended_reason text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  ADD INDEX people_suspended (suspended_at);
