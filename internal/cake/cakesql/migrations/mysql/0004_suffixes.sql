-- +goose Up
-- The rows of a cake are known from its texts, as those of piece_suffixes.
CREATE TABLE IF NOT EXISTS cake_suffixes (
    suffix varbinary(24) NOT NULL,
    number bigint        NOT NULL,
    PRIMARY KEY (suffix, number)
);
