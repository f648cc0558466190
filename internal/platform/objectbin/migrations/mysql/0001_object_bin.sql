-- +goose Up
CREATE TABLE IF NOT EXISTS object_bin (
    object_key varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    not_before bigint NOT NULL,
    tries      int    NOT NULL,
    KEY object_bin_due (not_before)
);
