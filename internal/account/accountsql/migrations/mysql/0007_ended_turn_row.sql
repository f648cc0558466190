-- +goose Up
INSERT IGNORE INTO ended_turn (id, last) VALUES (1, 0);
