-- +goose Up
CREATE TABLE IF NOT EXISTS piece_feeds (
    owner_id   char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    secret     varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    time_zone  varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at bigint      NOT NULL,
    UNIQUE KEY piece_feeds_secret (secret)
);
