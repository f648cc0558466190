-- +goose Up
CREATE TABLE readings (
    id          TEXT    NOT NULL PRIMARY KEY,
    owner_id    TEXT    NOT NULL,
    photo_id    TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    attempts    INTEGER NOT NULL,
    failure     TEXT    NOT NULL,
    found       TEXT    NOT NULL,
    due_at      INTEGER NOT NULL,
    begun_at    INTEGER,
    lease_until INTEGER,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL
);

CREATE UNIQUE INDEX readings_photo ON readings (photo_id, owner_id);
CREATE INDEX readings_queue ON readings (state, due_at);
CREATE INDEX readings_turns ON readings (owner_id, begun_at);
CREATE INDEX readings_old ON readings (updated_at);
