-- +goose Up
-- How far the log of each room is. Whoever adds to a log holds this row, so that places have no
-- hole. last is the place of the last message that everybody sees, held that of the last one that
-- only its sender sees.
CREATE TABLE chat_heads (
    room_id  TEXT    NOT NULL PRIMARY KEY,
    seq      INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    last     INTEGER NOT NULL,
    held     INTEGER NOT NULL
) WITHOUT ROWID;

-- A page of a room is a stretch of this table, and so is what somebody has not read.
CREATE TABLE chat_entries (
    room_id   TEXT    NOT NULL,
    seq       INTEGER NOT NULL,
    kind      TEXT    NOT NULL,
    sender_id TEXT    NOT NULL,
    client_id TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    held      INTEGER NOT NULL,
    removed   INTEGER NOT NULL,
    reacted   INTEGER NOT NULL,
    text      TEXT    NOT NULL,
    pictures  TEXT    NOT NULL,
    piece_id  TEXT    NOT NULL,
    reply_to  INTEGER NOT NULL,
    mentions  TEXT    NOT NULL,
    target    INTEGER NOT NULL,
    emoji     TEXT    NOT NULL,
    off       INTEGER NOT NULL,
    PRIMARY KEY (room_id, seq)
) WITHOUT ROWID;

CREATE UNIQUE INDEX chat_entries_send ON chat_entries (room_id, sender_id, client_id);

-- Who has put what to a message; place is that of the entry that says so.
CREATE TABLE chat_reactions (
    room_id   TEXT    NOT NULL,
    target    INTEGER NOT NULL,
    emoji     TEXT    NOT NULL,
    person_id TEXT    NOT NULL,
    place     INTEGER NOT NULL,
    PRIMARY KEY (room_id, target, emoji, person_id)
) WITHOUT ROWID;

CREATE TABLE chat_days (
    day      TEXT    NOT NULL,
    room_id  TEXT    NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (day, room_id)
) WITHOUT ROWID;
