-- +goose Up
-- One row: how far the list of ended sessions was followed, and when.
CREATE TABLE IF NOT EXISTS push_followed (
  id int NOT NULL PRIMARY KEY,
  seq bigint NOT NULL,
  at bigint
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
