-- +goose Up
-- Statistics of an owner, without a look at the rows themselves.
CREATE INDEX pieces_statistics ON pieces (owner_id, day, kind, clock, genre, half_stars, price);
