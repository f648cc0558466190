-- +goose Up
CREATE TABLE IF NOT EXISTS archive_imports (
    id          char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    owner_id    char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name        text        CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    size        bigint      NOT NULL,
    source      varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state       varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    failure     text        CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    columns     mediumtext  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    plan        text        CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    language    varchar(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    planned     int         NOT NULL,
    version     int         NOT NULL,
    has_file    int         NOT NULL,
    attempts    int         NOT NULL,
    lease_until bigint      NOT NULL,
    created_at  bigint      NOT NULL,
    updated_at  bigint      NOT NULL,
    ends_at     bigint      NOT NULL,
    KEY archive_imports_owner (owner_id, id),
    KEY archive_imports_queue (state, lease_until),
    KEY archive_imports_ends (ends_at)
);
