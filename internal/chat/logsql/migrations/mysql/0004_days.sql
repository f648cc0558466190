-- +goose Up
CREATE TABLE IF NOT EXISTS chat_days (
    day      char(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    room_id  char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    messages bigint   NOT NULL,
    PRIMARY KEY (day, room_id)
);
