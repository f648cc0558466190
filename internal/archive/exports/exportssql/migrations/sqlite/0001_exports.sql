-- +goose Up
-- active_owner is the owner while the export is being made, so that there is one at a time.
CREATE TABLE exports (
    id           TEXT    NOT NULL PRIMARY KEY,
    owner_id     TEXT    NOT NULL,
    active_owner TEXT    UNIQUE,
    language     TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    step         TEXT    NOT NULL,
    done         INTEGER NOT NULL,
    total        INTEGER NOT NULL,
    attempts     INTEGER NOT NULL,
    failure      TEXT    NOT NULL,
    notes        TEXT    NOT NULL,
    pieces       INTEGER NOT NULL,
    size         INTEGER NOT NULL,
    gathered_key TEXT    NOT NULL,
    file_key     TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    due_at       INTEGER NOT NULL,
    lease_until  INTEGER,
    ready_at     INTEGER,
    ends_at      INTEGER
) WITHOUT ROWID;
CREATE INDEX exports_owner ON exports (owner_id, created_at);
CREATE INDEX exports_due ON exports (state, due_at);
CREATE INDEX exports_lease ON exports (state, lease_until);
CREATE INDEX exports_ends ON exports (state, ends_at);
