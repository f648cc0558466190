-- +goose Up
CREATE TABLE IF NOT EXISTS chat_reactions (
    room_id   char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    target    bigint      NOT NULL,
    emoji     varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    person_id char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    place     bigint      NOT NULL,
    PRIMARY KEY (room_id, target, emoji, person_id)
);
