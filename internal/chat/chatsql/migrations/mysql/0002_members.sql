-- +goose Up
CREATE TABLE IF NOT EXISTS chat_members (
    room_id   char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    person_id char(26)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    from_seq  bigint      NOT NULL,
    read_seq  bigint      NOT NULL,
    muted     boolean     NOT NULL,
    push      varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    joined_at bigint      NOT NULL,
    left_at   bigint,
    PRIMARY KEY (room_id, person_id),
    KEY chat_members_room (room_id, left_at, joined_at, person_id),
    KEY chat_members_person (person_id, left_at, joined_at, room_id),
    KEY chat_members_loud (room_id, push, muted, left_at, person_id),
    CONSTRAINT chat_members_of FOREIGN KEY (room_id) REFERENCES chat_rooms (id)
);
