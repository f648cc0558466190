-- +goose Up
-- What sources call a cake, and a digest of what each told last.
CREATE TABLE IF NOT EXISTS cake_origins (
    source  varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code    varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    cake_id char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    digest  varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (source, code),
    KEY cake_origins_cake (cake_id)
);
