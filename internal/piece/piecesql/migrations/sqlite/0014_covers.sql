-- +goose Up
-- A piece may have a drawn cover instead of a photo, and wait to be drawn.
ALTER TABLE pieces ADD COLUMN cover INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pieces ADD COLUMN undrawn INTEGER NOT NULL DEFAULT 0;

-- A photo is the front of one piece; no photo is that of many.
DROP INDEX pieces_photo;
CREATE UNIQUE INDEX pieces_photo ON pieces (photo_id) WHERE photo_id <> '';
CREATE INDEX pieces_photo_id ON pieces (photo_id);
CREATE INDEX pieces_undrawn ON pieces (undrawn, id);

-- What a piece that was imported is called where it comes from. It goes with its piece.
CREATE TABLE piece_imports (
    owner_id   TEXT NOT NULL,
    source_key TEXT NOT NULL,
    piece_id   TEXT NOT NULL REFERENCES pieces (id) ON DELETE CASCADE,
    PRIMARY KEY (owner_id, source_key)
);

CREATE INDEX piece_imports_piece ON piece_imports (piece_id);
