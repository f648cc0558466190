-- +goose Up
CREATE TABLE IF NOT EXISTS piece_suffixes (
    suffix   varbinary(24) NOT NULL,
    piece_id char(26)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (suffix, piece_id)
);
