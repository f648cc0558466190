-- +goose Up
-- What a person shows (picture and title) and how the pages look and reckon; when the address was
-- confirmed; and when a person who wants to leave is gone for good.
ALTER TABLE people
  ADD COLUMN picture varchar(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  ADD COLUMN title varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  ADD COLUMN theme varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  ADD COLUMN time_zone varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  ADD COLUMN verified_at bigint,
  ADD COLUMN leaves_at bigint,
  ADD INDEX people_leaving (leaves_at);
