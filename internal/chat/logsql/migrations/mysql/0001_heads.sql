-- +goose Up
CREATE TABLE IF NOT EXISTS chat_heads (
    room_id  char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    seq      bigint   NOT NULL,
    messages bigint   NOT NULL,
    last     bigint   NOT NULL,
    held     bigint   NOT NULL
);
