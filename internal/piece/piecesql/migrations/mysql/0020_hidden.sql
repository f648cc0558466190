-- +goose Up
-- A piece that an admin hides has visibility private; what its owner chose is kept beside it.
ALTER TABLE pieces
  ADD COLUMN hidden_at bigint,
  ADD COLUMN hidden_reason text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  ADD COLUMN hidden_visibility varchar(8) CHARACTER SET ascii COLLATE ascii_bin;
