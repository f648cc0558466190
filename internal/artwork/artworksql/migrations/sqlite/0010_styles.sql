-- +goose Up
-- Tries have a style, and may be painted by a model: which one, and from what. While a try is
-- being painted it has a sketch of what is there so far.
ALTER TABLE artworks ADD COLUMN style TEXT NOT NULL DEFAULT 'oil';
ALTER TABLE artworks ADD COLUMN model TEXT NOT NULL DEFAULT '';
ALTER TABLE artworks ADD COLUMN recipe TEXT;
ALTER TABLE artworks ADD COLUMN sketch BLOB;

CREATE INDEX artworks_recipe ON artworks (recipe);
