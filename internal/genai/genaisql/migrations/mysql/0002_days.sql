-- +goose Up
-- The row of a day is the lock under which its money is counted.
CREATE TABLE IF NOT EXISTS genai_days (
  day char(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
