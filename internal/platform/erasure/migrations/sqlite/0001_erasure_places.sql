-- +goose Up
-- How far each domain has followed the list of people who are gone.
CREATE TABLE erasure_places (
    domain TEXT    NOT NULL PRIMARY KEY,
    seq    INTEGER NOT NULL
) WITHOUT ROWID;
