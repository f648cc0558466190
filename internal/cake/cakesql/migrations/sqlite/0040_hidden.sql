-- +goose Up
-- When and why an admin hid a cake; it isn't listed then.
ALTER TABLE cakes ADD COLUMN hidden_at bigint;
ALTER TABLE cakes ADD COLUMN hidden_reason text;
