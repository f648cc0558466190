-- +goose Up
CREATE TABLE IF NOT EXISTS chat_pictures (
    id       char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    room_id  char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    owner_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    photo_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    width    int      NOT NULL,
    height   int      NOT NULL,
    color    char(7)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_at  bigint   NOT NULL,
    used_at  bigint,
    UNIQUE KEY chat_pictures_photo (room_id, owner_id, photo_id),
    KEY chat_pictures_unused (used_at, made_at, id),
    CONSTRAINT chat_pictures_of FOREIGN KEY (room_id) REFERENCES chat_rooms (id)
);
