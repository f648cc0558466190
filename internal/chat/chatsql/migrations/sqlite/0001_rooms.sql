-- +goose Up
-- An open room has a cake, a direct one its two people, the smaller id first.
CREATE TABLE chat_rooms (
    id         TEXT    NOT NULL PRIMARY KEY,
    kind       TEXT    NOT NULL,
    cake_id    TEXT,
    low_id     TEXT,
    high_id    TEXT,
    moved_to   TEXT,
    created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE UNIQUE INDEX chat_rooms_cake ON chat_rooms (cake_id);
CREATE UNIQUE INDEX chat_rooms_pair ON chat_rooms (low_id, high_id);
CREATE INDEX chat_rooms_moved ON chat_rooms (moved_to);

CREATE TABLE chat_members (
    room_id   TEXT    NOT NULL REFERENCES chat_rooms (id),
    person_id TEXT    NOT NULL,
    from_seq  INTEGER NOT NULL,
    read_seq  INTEGER NOT NULL,
    muted     INTEGER NOT NULL,
    push      TEXT    NOT NULL,
    joined_at INTEGER NOT NULL,
    left_at   INTEGER,
    PRIMARY KEY (room_id, person_id)
) WITHOUT ROWID;

CREATE INDEX chat_members_room ON chat_members (room_id, left_at, joined_at, person_id);
CREATE INDEX chat_members_person ON chat_members (person_id, left_at, joined_at, room_id);
CREATE INDEX chat_members_loud ON chat_members (room_id, push, muted, left_at, person_id);

CREATE TABLE chat_blocks (
    blocker_id TEXT    NOT NULL,
    blocked_id TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (blocker_id, blocked_id)
) WITHOUT ROWID;

CREATE INDEX chat_blocks_latest ON chat_blocks (blocker_id, created_at, blocked_id);

CREATE TABLE chat_pictures (
    id       TEXT    NOT NULL PRIMARY KEY,
    room_id  TEXT    NOT NULL REFERENCES chat_rooms (id),
    owner_id TEXT    NOT NULL,
    photo_id TEXT    NOT NULL,
    width    INTEGER NOT NULL,
    height   INTEGER NOT NULL,
    color    TEXT    NOT NULL,
    made_at  INTEGER NOT NULL,
    used_at  INTEGER
) WITHOUT ROWID;

CREATE UNIQUE INDEX chat_pictures_photo ON chat_pictures (room_id, owner_id, photo_id);
CREATE INDEX chat_pictures_unused ON chat_pictures (used_at, made_at, id);

-- The merges of cakes that were followed. Those that led to a cake which was merged in its turn
-- lead on, so that one look is enough.
CREATE TABLE chat_merges (
    from_id TEXT    NOT NULL PRIMARY KEY,
    to_id   TEXT    NOT NULL,
    seq     INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX chat_merges_to ON chat_merges (to_id);
CREATE INDEX chat_merges_seq ON chat_merges (seq);
