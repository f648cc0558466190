-- +goose Up
CREATE TABLE IF NOT EXISTS piece_links (
    id         char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    piece_id   char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    owner_id   char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    token      varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at bigint      NOT NULL,
    ends_at    bigint,
    UNIQUE KEY piece_links_token (token),
    KEY piece_links_owner (owner_id, id),
    KEY piece_links_piece (piece_id, id),
    CONSTRAINT piece_links_of FOREIGN KEY (piece_id) REFERENCES pieces (id) ON DELETE CASCADE
);
