-- +goose Up
CREATE TABLE IF NOT EXISTS piece_errands (
    id        char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    kind      varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    owner_id  char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    photo_id  char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tries     int         NOT NULL,
    wait_till bigint      NOT NULL,
    KEY piece_errands_due (wait_till),
    KEY piece_errands_photo (photo_id)
);
