-- +goose Up
ALTER TABLE pieces ADD COLUMN drawings int NOT NULL DEFAULT 1;
