-- +goose Up
UPDATE reports SET target_name = CASE WHEN kind = 'message' THEN CONCAT(kind, ' ', room_id, ' ', seq) ELSE CONCAT(kind, ' ', target_id) END WHERE target_name = '';
