-- +goose Up
CREATE TABLE media_photos (
    id           TEXT    NOT NULL PRIMARY KEY,
    owner_id     TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    granted_type TEXT    NOT NULL,
    granted_size INTEGER NOT NULL,
    grant_ends   INTEGER NOT NULL,
    width        INTEGER NOT NULL,
    height       INTEGER NOT NULL,
    color        TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    claimed_at   INTEGER
);

CREATE INDEX media_photos_owner ON media_photos (owner_id);
CREATE INDEX media_photos_sweep ON media_photos (state, claimed_at, created_at);
