-- +goose Up
CREATE TABLE IF NOT EXISTS artwork_days (
    owner_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    day      char(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    used     int      NOT NULL,
    PRIMARY KEY (owner_id, day),
    KEY artwork_days_day (day)
);
