-- +goose Up
CREATE TABLE IF NOT EXISTS media_photos (
    id           char(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    owner_id     char(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state        varchar(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    granted_type varchar(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    granted_size bigint       NOT NULL,
    grant_ends   bigint       NOT NULL,
    width        int          NOT NULL,
    height       int          NOT NULL,
    color        char(7)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at   bigint       NOT NULL,
    claimed_at   bigint,
    KEY media_photos_owner (owner_id),
    KEY media_photos_sweep (state, claimed_at, created_at)
);
