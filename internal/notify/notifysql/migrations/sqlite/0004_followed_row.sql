-- +goose Up
INSERT OR IGNORE INTO push_followed (id, seq) VALUES (1, 0);
