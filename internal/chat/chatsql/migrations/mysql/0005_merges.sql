-- +goose Up
-- The merges of cakes that were followed. Those that led to a cake which was merged in its turn
-- lead on, so that one look is enough.
CREATE TABLE IF NOT EXISTS chat_merges (
    from_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    to_id   char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seq     bigint   NOT NULL,
    KEY chat_merges_to (to_id),
    KEY chat_merges_seq (seq)
);
