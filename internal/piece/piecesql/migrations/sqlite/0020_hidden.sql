-- +goose Up
-- A piece that an admin hides has visibility private; what its owner chose is kept beside it.
ALTER TABLE pieces ADD COLUMN hidden_at bigint;
ALTER TABLE pieces ADD COLUMN hidden_reason text;
ALTER TABLE pieces ADD COLUMN hidden_visibility varchar(8);
