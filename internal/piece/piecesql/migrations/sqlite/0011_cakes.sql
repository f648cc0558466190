-- +goose Up
-- Lists of one cake, of everybody and of one owner, with what its average and the number of a
-- viewing are counted from.
CREATE INDEX pieces_of_cake ON pieces (cake_id, visibility, id, half_stars);
DROP INDEX pieces_cake;
CREATE INDEX pieces_cake ON pieces (owner_id, cake_id, day, id, clock, visibility);
-- What was made when.
CREATE INDEX pieces_made ON pieces (visibility, created_at, cake_id);

-- The cakes that became part of others, as far as it is known here. seq is the number that the
-- cake service gave the merge.
CREATE TABLE piece_merges (
    from_id  TEXT    NOT NULL PRIMARY KEY,
    to_id    TEXT    NOT NULL,
    seq      INTEGER NOT NULL,
    noted_at INTEGER NOT NULL
);

CREATE INDEX piece_merges_to ON piece_merges (to_id);
CREATE INDEX piece_merges_seq ON piece_merges (seq);
CREATE INDEX piece_merges_noted ON piece_merges (noted_at);
