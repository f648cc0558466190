-- +goose Up
-- What a person shows (picture and title) and how the pages look and reckon; when the address was
-- confirmed; and when a person who wants to leave is gone for good.
ALTER TABLE people ADD COLUMN picture varchar(26) NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN title varchar(40) NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN theme varchar(8) NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN time_zone varchar(64) NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN verified_at bigint;
ALTER TABLE people ADD COLUMN leaves_at bigint;
CREATE INDEX people_leaving ON people (leaves_at);
