-- +goose Up
-- The cakes that became part of others, as far as it is known here. seq is the number that the
-- cake service gave the merge.
CREATE TABLE IF NOT EXISTS piece_merges (
    from_id  char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    to_id    char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seq      bigint   NOT NULL,
    noted_at bigint   NOT NULL,
    KEY piece_merges_to (to_id),
    KEY piece_merges_seq (seq),
    KEY piece_merges_noted (noted_at)
);
