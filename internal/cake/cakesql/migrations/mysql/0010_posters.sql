-- +goose Up
-- The posters that are kept: where each is from, and what names its objects. facts is a
-- digest of what a drawn one was drawn from, facts_at the cake's
-- updated_at of that moment; NULL unless drawn.
CREATE TABLE IF NOT EXISTS cake_posters (
    cake_id  char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    set_id   char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    origin   varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    facts    varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    facts_at bigint
);
