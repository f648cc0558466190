-- +goose Up
CREATE TABLE IF NOT EXISTS piece_records (
    piece_id   char(26)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    text       mediumtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    search_key mediumblob NOT NULL,
    version    int        NOT NULL,
    updated_at bigint     NOT NULL,
    CONSTRAINT piece_records_piece FOREIGN KEY (piece_id) REFERENCES pieces (id) ON DELETE CASCADE
);
