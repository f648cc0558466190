-- +goose Up
ALTER TABLE people ADD COLUMN role varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
