-- +goose Up
CREATE TABLE IF NOT EXISTS cake_merges (
    seq        bigint   NOT NULL AUTO_INCREMENT PRIMARY KEY,
    from_id    char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    to_id      char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    admin_id   char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at bigint   NOT NULL
);
