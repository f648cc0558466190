-- +goose Up
-- An area without a kind, or with one of which there is much elsewhere, has a way of its own.
CREATE INDEX cakes_hot_area ON cakes (listed, area, heat, opens, number, kind, genres);
CREATE INDEX cake_merges_to ON cake_merges (to_id);
