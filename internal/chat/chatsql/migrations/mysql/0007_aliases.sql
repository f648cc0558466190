-- +goose Up
-- Who people who are gone are in rooms, while their messages are being renamed.
CREATE TABLE IF NOT EXISTS chat_aliases (
    person_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    room_id   char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    alias     char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (person_id, room_id)
);
