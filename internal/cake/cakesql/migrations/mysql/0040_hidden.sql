-- +goose Up
-- When and why an admin hid a cake; it isn't listed then.
ALTER TABLE cakes
  ADD COLUMN hidden_at bigint,
  ADD COLUMN hidden_reason text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
