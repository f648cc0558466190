-- +goose Up
CREATE TABLE IF NOT EXISTS readings (
    id          char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    owner_id    char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    photo_id    char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state       varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempts    int         NOT NULL,
    failure     varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    found       mediumtext  NOT NULL,
    due_at      bigint      NOT NULL,
    begun_at    bigint,
    lease_until bigint,
    created_at  bigint      NOT NULL,
    updated_at  bigint      NOT NULL,
    UNIQUE KEY readings_photo (photo_id, owner_id),
    KEY readings_queue (state, due_at),
    KEY readings_turns (owner_id, begun_at),
    KEY readings_old (updated_at)
);
