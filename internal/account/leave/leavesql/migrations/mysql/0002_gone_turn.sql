-- +goose Up
-- Its one row holds the last number of gone_people that was given.
CREATE TABLE IF NOT EXISTS gone_turn (
  id int NOT NULL PRIMARY KEY,
  last bigint NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
