-- +goose Up
-- Whether an admin hides what a message holds.
ALTER TABLE chat_entries ADD COLUMN masked tinyint NOT NULL DEFAULT 0;
