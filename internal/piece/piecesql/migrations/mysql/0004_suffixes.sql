-- +goose Up
-- Without a foreign key: it would need an index as large as the table. The rows of a piece
-- are known from its texts. The id is in its 16 bytes.
CREATE TABLE IF NOT EXISTS piece_suffixes (
    suffix   varbinary(24) NOT NULL,
    piece_id binary(16)    NOT NULL,
    PRIMARY KEY (suffix, piece_id)
);
