-- +goose Up
ALTER TABLE pieces
    ADD COLUMN cake_id         char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    ADD COLUMN remind          bool     NOT NULL DEFAULT TRUE,
    ADD COLUMN version         int      NOT NULL DEFAULT 1,
    ADD COLUMN search_key      text     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    ADD COLUMN search_initials text     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    ADD COLUMN search_version  int      NOT NULL DEFAULT 0,
    ADD KEY pieces_public (visibility, id),
    ADD KEY pieces_public_kind (visibility, kind, id),
    ADD KEY pieces_cake (owner_id, cake_id),
    ADD KEY pieces_search_version (search_version);
