-- +goose Up
CREATE TABLE IF NOT EXISTS archive_import_rows (
    import_id  char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    n          int         NOT NULL,
    state      varchar(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    cells      mediumtext  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    fixes      mediumtext  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    choice     varchar(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    facts      mediumtext  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    problems   mediumtext  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    source_key varchar(96) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    piece_id   char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (import_id, n),
    KEY archive_import_rows_state (import_id, state, n),
    CONSTRAINT archive_import_rows_import FOREIGN KEY (import_id) REFERENCES archive_imports (id) ON DELETE CASCADE
);
