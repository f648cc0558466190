-- +goose Up
-- How far each domain has followed the list of people who are gone.
CREATE TABLE IF NOT EXISTS erasure_places (
    domain varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    seq    bigint      NOT NULL
);
