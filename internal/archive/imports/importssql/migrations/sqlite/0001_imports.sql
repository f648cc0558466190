-- +goose Up
CREATE TABLE archive_imports (
    id          TEXT    NOT NULL PRIMARY KEY,
    owner_id    TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    size        INTEGER NOT NULL,
    source      TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    failure     TEXT    NOT NULL,
    columns     TEXT    NOT NULL,
    plan        TEXT    NOT NULL,
    language    TEXT    NOT NULL,
    planned     INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    has_file    INTEGER NOT NULL,
    attempts    INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    ends_at     INTEGER NOT NULL
);

CREATE INDEX archive_imports_owner ON archive_imports (owner_id, id);
CREATE INDEX archive_imports_queue ON archive_imports (state, lease_until);
CREATE INDEX archive_imports_ends ON archive_imports (ends_at);

CREATE TABLE archive_import_rows (
    import_id  TEXT    NOT NULL REFERENCES archive_imports (id) ON DELETE CASCADE,
    n          INTEGER NOT NULL,
    state      TEXT    NOT NULL,
    cells      TEXT    NOT NULL,
    fixes      TEXT    NOT NULL,
    choice     TEXT    NOT NULL,
    facts      TEXT    NOT NULL,
    problems   TEXT    NOT NULL,
    source_key TEXT    NOT NULL,
    piece_id   TEXT    NOT NULL,
    PRIMARY KEY (import_id, n)
) WITHOUT ROWID;

CREATE INDEX archive_import_rows_state ON archive_import_rows (import_id, state, n);
