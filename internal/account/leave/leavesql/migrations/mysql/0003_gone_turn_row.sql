-- +goose Up
INSERT IGNORE INTO gone_turn (id, last) VALUES (1, 0);
