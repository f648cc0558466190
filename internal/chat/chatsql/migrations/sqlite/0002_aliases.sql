-- +goose Up
-- Who people who are gone are in rooms, while their messages are being renamed.
CREATE TABLE chat_aliases (
    person_id TEXT NOT NULL,
    room_id   TEXT NOT NULL,
    alias     TEXT NOT NULL,
    PRIMARY KEY (person_id, room_id)
) WITHOUT ROWID;
