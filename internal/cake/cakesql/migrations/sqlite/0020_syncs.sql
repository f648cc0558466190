-- +goose Up
-- How far each source got, and which node asks it until when.
CREATE TABLE cake_syncs (
    source      TEXT    NOT NULL PRIMARY KEY,
    position    TEXT    NOT NULL,
    holder      TEXT    NOT NULL,
    lease_until INTEGER NOT NULL,
    due_at      INTEGER NOT NULL,
    failures    INTEGER NOT NULL
) WITHOUT ROWID;

-- How many searches of people were handed on to sources, by day.
CREATE TABLE cake_lookups (
    day   TEXT    NOT NULL PRIMARY KEY,
    spent INTEGER NOT NULL
) WITHOUT ROWID;
