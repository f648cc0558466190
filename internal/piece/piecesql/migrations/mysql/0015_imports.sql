-- +goose Up
-- What a piece that was imported is called where it comes from. It goes with its piece.
CREATE TABLE IF NOT EXISTS piece_imports (
    owner_id   char(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    source_key varchar(96)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    piece_id   char(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (owner_id, source_key),
    KEY piece_imports_piece (piece_id),
    FOREIGN KEY (piece_id) REFERENCES pieces (id) ON DELETE CASCADE
);
