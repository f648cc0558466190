-- +goose Up
-- Lists of one cake, of everybody and of one owner, with what its average and the number of a
-- viewing are counted from; and what was made when.
ALTER TABLE pieces
    ADD KEY pieces_of_cake (cake_id, visibility, id, half_stars),
    DROP KEY pieces_cake,
    ADD KEY pieces_cake (owner_id, cake_id, day, id, clock, visibility),
    ADD KEY pieces_made (visibility, created_at, cake_id);
