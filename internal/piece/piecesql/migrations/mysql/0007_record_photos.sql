-- +goose Up
CREATE TABLE IF NOT EXISTS piece_record_photos (
    photo_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    piece_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    position int      NOT NULL,
    caption  text     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    KEY piece_record_photos_piece (piece_id, position),
    CONSTRAINT piece_record_photos_of FOREIGN KEY (piece_id) REFERENCES pieces (id) ON DELETE CASCADE
);
