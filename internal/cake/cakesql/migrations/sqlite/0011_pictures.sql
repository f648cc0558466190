-- +goose Up
-- What is to be fetched from sources, and how that went: posters by the id of their cake,
-- portraits by a digest of their address. due_at is when the lease of a running one ends,
-- and when a resting one is looked at again. set_id names the objects that were made of it.
CREATE TABLE cake_pictures (
    picture       TEXT    PRIMARY KEY NOT NULL,
    cake_id       TEXT    NOT NULL,
    address       TEXT    NOT NULL,
    source        TEXT    NOT NULL,
    state         TEXT    NOT NULL,
    urgency       INTEGER NOT NULL,
    due_at        INTEGER,
    attempts      INTEGER NOT NULL DEFAULT 0,
    outcome       TEXT    NOT NULL DEFAULT '',
    set_id        TEXT    NOT NULL DEFAULT '',
    digest        TEXT    NOT NULL DEFAULT '',
    etag          TEXT    NOT NULL DEFAULT '',
    last_modified TEXT    NOT NULL DEFAULT ''
) WITHOUT ROWID;

CREATE INDEX cake_pictures_next ON cake_pictures (source, state, urgency);
CREATE INDEX cake_pictures_due ON cake_pictures (state, due_at);

-- Which node looks through the catalogue, in a single row.
CREATE TABLE cake_picture_walk (
    id     INTEGER PRIMARY KEY,
    holder TEXT    NOT NULL,
    until  INTEGER NOT NULL
);
