-- +goose Up
CREATE TABLE IF NOT EXISTS chat_entries (
    room_id   char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seq       bigint      NOT NULL,
    kind      varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sender_id char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    client_id varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at        bigint      NOT NULL,
    held      tinyint     NOT NULL,
    removed   tinyint     NOT NULL,
    reacted   tinyint     NOT NULL,
    text      text        CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    pictures  text        CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    piece_id  varchar(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reply_to  bigint      NOT NULL,
    mentions  text        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    target    bigint      NOT NULL,
    emoji     varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    off       tinyint     NOT NULL,
    PRIMARY KEY (room_id, seq),
    UNIQUE KEY chat_entries_send (room_id, sender_id, client_id)
);
