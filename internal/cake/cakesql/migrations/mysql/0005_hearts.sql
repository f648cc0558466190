-- +goose Up
CREATE TABLE IF NOT EXISTS cake_hearts (
    cake_id    char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    person_id  char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at bigint   NOT NULL,
    PRIMARY KEY (cake_id, person_id),
    KEY cake_hearts_person (person_id, created_at, cake_id),
    KEY cake_hearts_day (created_at, cake_id)
);
