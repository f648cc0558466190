-- +goose Up
-- A piece may have a drawn cover instead of a photo, and wait to be drawn. A photo is the front
-- of one piece; no photo is that of many, so what is unique is the photo if there is one. It is
-- trimmed only because else the column could not be indexed: what a char compares to depends
-- on a mode of the connection.
ALTER TABLE pieces
    ADD COLUMN cover int NOT NULL DEFAULT 0,
    ADD COLUMN undrawn int NOT NULL DEFAULT 0,
    ADD COLUMN photo_once varchar(26) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (NULLIF(RTRIM(photo_id), '')) VIRTUAL,
    DROP KEY pieces_photo,
    ADD UNIQUE KEY pieces_photo (photo_once),
    ADD KEY pieces_photo_id (photo_id),
    ADD KEY pieces_undrawn (undrawn, id);
