-- +goose Up
-- The row of a day is the lock under which its money is counted.
CREATE TABLE genai_days (
  day char(10) NOT NULL PRIMARY KEY
);
