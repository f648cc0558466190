-- +goose Up
-- Whether an admin hides the message of a picture.
ALTER TABLE chat_pictures ADD COLUMN masked bool NOT NULL DEFAULT FALSE;
