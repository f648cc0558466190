-- +goose Up
CREATE TABLE IF NOT EXISTS piece_hearts (
    piece_id   char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    person_id  char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at bigint   NOT NULL,
    PRIMARY KEY (piece_id, person_id),
    KEY piece_hearts_person (person_id, created_at, piece_id),
    CONSTRAINT piece_hearts_piece FOREIGN KEY (piece_id) REFERENCES pieces (id) ON DELETE CASCADE
);
