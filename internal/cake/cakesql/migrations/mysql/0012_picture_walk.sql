-- +goose Up
-- Which node looks through the catalogue, in a single row.
CREATE TABLE IF NOT EXISTS cake_picture_walk (
    id     int         NOT NULL PRIMARY KEY,
    holder varchar(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    until  bigint      NOT NULL
);
