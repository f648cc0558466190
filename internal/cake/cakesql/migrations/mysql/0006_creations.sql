-- +goose Up
CREATE TABLE IF NOT EXISTS cake_creations (
    maker_id    char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_key varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    hash        char(64)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    cake_id     char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at  bigint      NOT NULL,
    PRIMARY KEY (maker_id, request_key)
);
