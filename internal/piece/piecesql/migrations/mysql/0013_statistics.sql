-- +goose Up
-- Statistics of an owner, without a look at the rows themselves.
ALTER TABLE pieces ADD KEY pieces_statistics (owner_id, day, kind, clock, genre, half_stars, price);
