-- +goose Up
-- Keys are bytes to INSTR, which is much slower over characters.
ALTER TABLE pieces
    ADD COLUMN cake_id         char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    ADD COLUMN remind          bool     NOT NULL DEFAULT TRUE,
    ADD COLUMN version         int      NOT NULL DEFAULT 1,
    ADD COLUMN search_key      blob,
    ADD COLUMN search_initials blob,
    ADD COLUMN search_version  int      NOT NULL DEFAULT 0,
    ADD KEY pieces_public (visibility, id),
    ADD KEY pieces_public_kind (visibility, kind, id),
    ADD KEY pieces_cake (owner_id, cake_id),
    ADD KEY pieces_search_version (search_version);
