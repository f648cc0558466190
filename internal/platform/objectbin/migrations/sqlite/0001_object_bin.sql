-- +goose Up
CREATE TABLE object_bin (
    object_key TEXT    NOT NULL PRIMARY KEY,
    not_before INTEGER NOT NULL,
    tries      INTEGER NOT NULL
);

CREATE INDEX object_bin_due ON object_bin (not_before);
