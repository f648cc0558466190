-- +goose Up
ALTER TABLE cake_merges ADD KEY cake_merges_to (to_id);
