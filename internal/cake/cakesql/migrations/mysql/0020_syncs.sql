-- +goose Up
-- How far each source got, and which node asks it until when.
CREATE TABLE IF NOT EXISTS cake_syncs (
    source      varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    position    text        CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    holder      varchar(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    lease_until bigint      NOT NULL,
    due_at      bigint      NOT NULL,
    failures    int         NOT NULL
);
