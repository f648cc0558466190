-- +goose Up
-- How many searches of people were handed on to sources, by day.
CREATE TABLE IF NOT EXISTS cake_lookups (
    day   char(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    spent int      NOT NULL
);
