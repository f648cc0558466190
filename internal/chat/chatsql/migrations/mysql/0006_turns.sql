-- +goose Up
-- A row is held by those who may not do something at once: make or merge open rooms, or add to
-- what one person has. SQLite has one writer at a time anyway.
CREATE TABLE IF NOT EXISTS chat_turns (
    name  varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    taken bigint      NOT NULL
);
