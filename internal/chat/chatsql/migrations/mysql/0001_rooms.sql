-- +goose Up
-- An open room has a cake, a direct one its two people, the smaller id first.
CREATE TABLE IF NOT EXISTS chat_rooms (
    id         char(26)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    kind       varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    cake_id    char(26)   CHARACTER SET ascii COLLATE ascii_bin,
    low_id     char(26)   CHARACTER SET ascii COLLATE ascii_bin,
    high_id    char(26)   CHARACTER SET ascii COLLATE ascii_bin,
    moved_to   char(26)   CHARACTER SET ascii COLLATE ascii_bin,
    created_at bigint     NOT NULL,
    UNIQUE KEY chat_rooms_cake (cake_id),
    UNIQUE KEY chat_rooms_pair (low_id, high_id),
    KEY chat_rooms_moved (moved_to)
);
