-- +goose Up
CREATE TABLE artworks (
    id          TEXT    NOT NULL PRIMARY KEY,
    owner_id    TEXT    NOT NULL,
    photo_id    TEXT    NOT NULL,
    number      INTEGER NOT NULL,
    crop_x      REAL    NOT NULL,
    crop_y      REAL    NOT NULL,
    crop_width  REAL    NOT NULL,
    crop_height REAL    NOT NULL,
    crop_turn   INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    genre       TEXT    NOT NULL,
    seed        INTEGER NOT NULL,
    provider    TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    progress    REAL    NOT NULL,
    attempts    INTEGER NOT NULL,
    scene       TEXT    NOT NULL,
    failure     TEXT    NOT NULL,
    image_key   TEXT    NOT NULL,
    due_at      INTEGER NOT NULL,
    begun_at    INTEGER,
    lease_until INTEGER,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL
);

CREATE UNIQUE INDEX artworks_photo ON artworks (photo_id, number);
CREATE INDEX artworks_queue ON artworks (state, due_at);
CREATE INDEX artworks_turns ON artworks (owner_id, begun_at);

CREATE TABLE artwork_days (
    owner_id TEXT    NOT NULL,
    day      TEXT    NOT NULL,
    used     INTEGER NOT NULL,
    PRIMARY KEY (owner_id, day)
);

CREATE INDEX artwork_days_day ON artwork_days (day);
