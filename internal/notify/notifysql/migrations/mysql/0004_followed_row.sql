-- +goose Up
INSERT IGNORE INTO push_followed (id, seq) VALUES (1, 0);
