-- +goose Up
ALTER TABLE people ADD COLUMN role varchar(16) NOT NULL DEFAULT '';
