-- +goose Up
INSERT IGNORE INTO cake_turn (id, taken) VALUES (1, 0);
