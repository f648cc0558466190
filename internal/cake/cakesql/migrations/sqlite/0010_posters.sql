-- +goose Up
-- The posters that are kept: where each is from, and what names its objects. facts is a
-- digest of what a drawn one was drawn from, facts_at the cake's
-- updated_at of that moment; NULL unless drawn.
CREATE TABLE cake_posters (
    cake_id  TEXT    PRIMARY KEY NOT NULL,
    set_id   TEXT    NOT NULL,
    origin   TEXT    NOT NULL,
    facts    TEXT    NOT NULL,
    facts_at INTEGER
) WITHOUT ROWID;
