-- +goose Up
-- One row: how far the list of ended sessions was followed, and when.
CREATE TABLE push_followed (
  id int NOT NULL PRIMARY KEY,
  seq bigint NOT NULL,
  at bigint
);
