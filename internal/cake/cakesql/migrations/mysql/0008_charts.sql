-- +goose Up
-- Total and audience count people; previous is the rank in the chart before, 0 for none.
CREATE TABLE IF NOT EXISTS cake_charts (
    kind     varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    source   varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    position int         NOT NULL,
    previous int         NOT NULL,
    cake_id  char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    day      char(10)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    audience bigint      NOT NULL,
    total    bigint      NOT NULL,
    PRIMARY KEY (kind, source, position),
    KEY cake_charts_cake (cake_id)
);
