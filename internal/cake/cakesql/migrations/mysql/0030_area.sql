-- +goose Up
-- An area without a kind, or with one of which there is much elsewhere, has a way of its own.
ALTER TABLE cakes ADD KEY cakes_hot_area (listed, area, heat, opens, number, kind, genres);
