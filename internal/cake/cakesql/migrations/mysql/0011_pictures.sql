-- +goose Up
-- What is to be fetched from sources, and how that went: posters by the id of their cake,
-- portraits by a digest of their address. due_at is when the lease of a running one ends,
-- and when a resting one is looked at again. set_id names the objects that were made of it.
CREATE TABLE IF NOT EXISTS cake_pictures (
    picture       varchar(48)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    cake_id       varchar(26)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    address       varchar(500) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    source        varchar(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state         varchar(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    urgency       bigint       NOT NULL,
    due_at        bigint,
    attempts      int          NOT NULL DEFAULT 0,
    outcome       varchar(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    set_id        varchar(26)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    digest        varchar(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    etag          varchar(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    last_modified varchar(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    KEY cake_pictures_next (source, state, urgency),
    KEY cake_pictures_due (state, due_at)
);
