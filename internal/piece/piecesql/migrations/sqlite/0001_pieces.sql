-- +goose Up
CREATE TABLE pieces (
    id          TEXT    NOT NULL PRIMARY KEY,
    owner_id    TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    title       TEXT    NOT NULL,
    day         TEXT    NOT NULL,
    clock       TEXT    NOT NULL,
    performers  TEXT    NOT NULL,
    director    TEXT    NOT NULL,
    venue       TEXT    NOT NULL,
    seat        TEXT    NOT NULL,
    price       INTEGER,
    genre       TEXT    NOT NULL,
    companion   TEXT    NOT NULL,
    photo_id    TEXT    NOT NULL,
    crop_x      REAL    NOT NULL,
    crop_y      REAL    NOT NULL,
    crop_width  REAL    NOT NULL,
    crop_height REAL    NOT NULL,
    crop_turn   INTEGER NOT NULL,
    half_stars  INTEGER NOT NULL,
    review      TEXT    NOT NULL,
    visibility  TEXT    NOT NULL,
    shape       TEXT    NOT NULL,
    paper       TEXT    NOT NULL,
    artwork_id  TEXT    NOT NULL,
    edition     INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    color       TEXT    NOT NULL,
    language    TEXT    NOT NULL,
    revision    INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL
);

CREATE UNIQUE INDEX pieces_number ON pieces (owner_id, edition, number);
CREATE UNIQUE INDEX pieces_photo ON pieces (photo_id);
CREATE INDEX pieces_artwork ON pieces (artwork_id);
CREATE INDEX pieces_day ON pieces (owner_id, day, id);
CREATE INDEX pieces_kind ON pieces (owner_id, kind, day, id);
CREATE INDEX pieces_latest ON pieces (owner_id, id);

CREATE TABLE piece_creations (
    owner_id    TEXT    NOT NULL,
    request_key TEXT    NOT NULL,
    hash        TEXT    NOT NULL,
    piece_id    TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (owner_id, request_key)
);
