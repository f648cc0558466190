-- +goose Up
CREATE TABLE IF NOT EXISTS cake_credits (
    cake_id     char(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    position    int          NOT NULL,
    role        varchar(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name        text         CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    part        text         CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    picture_url varchar(500) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (cake_id, position)
);
