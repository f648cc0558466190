-- +goose Up
-- Its one row is held by those who bring in, make or merge cakes, so that each sees what the others
-- did. SQLite has one writer at a time anyway.
CREATE TABLE IF NOT EXISTS cake_turn (
    id    int    NOT NULL PRIMARY KEY,
    taken bigint NOT NULL
);
