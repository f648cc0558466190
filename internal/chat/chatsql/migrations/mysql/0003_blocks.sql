-- +goose Up
CREATE TABLE IF NOT EXISTS chat_blocks (
    blocker_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    blocked_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at bigint   NOT NULL,
    PRIMARY KEY (blocker_id, blocked_id),
    KEY chat_blocks_latest (blocker_id, created_at, blocked_id)
);
