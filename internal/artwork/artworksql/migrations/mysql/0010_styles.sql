-- +goose Up
-- Tries have a style, and may be painted by a model: which one, and from what. While a try is
-- being painted it has a sketch of what is there so far.
ALTER TABLE artworks
    ADD COLUMN style  varchar(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'oil',
    ADD COLUMN model  varchar(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
    ADD COLUMN recipe char(64)     CHARACTER SET ascii COLLATE ascii_bin,
    ADD COLUMN sketch blob,
    ADD KEY artworks_recipe (recipe);
