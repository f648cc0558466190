-- +goose Up
-- number stands for the cake in the index of search, where 26 characters would be too many.
-- listed is 0 for a cake that became part of another. since is the day it opened, or else its
-- year: what cold cakes are sorted by. shows_until is the last day on which it counts as showing.
CREATE TABLE cakes (
    number          INTEGER PRIMARY KEY AUTOINCREMENT,
    id              TEXT    NOT NULL,
    source          TEXT    NOT NULL,
    code            TEXT    NOT NULL,
    listed          INTEGER NOT NULL DEFAULT 1,
    merged_into     TEXT    NOT NULL DEFAULT '',
    kind            TEXT    NOT NULL,
    title           TEXT    NOT NULL,
    original        TEXT    NOT NULL,
    double_key      TEXT    NOT NULL,
    year            INTEGER NOT NULL,
    opens           TEXT    NOT NULL,
    closes          TEXT    NOT NULL,
    open_run        INTEGER NOT NULL,
    since           TEXT    NOT NULL DEFAULT '',
    shows_until     TEXT    NOT NULL,
    venue           TEXT    NOT NULL,
    area            TEXT    NOT NULL,
    genres          INTEGER NOT NULL,
    minutes         INTEGER NOT NULL,
    age             INTEGER,
    prices          TEXT    NOT NULL,
    times           TEXT    NOT NULL,
    synopsis        TEXT    NOT NULL,
    link            TEXT    NOT NULL,
    maker_id        TEXT    NOT NULL DEFAULT '',
    edited          INTEGER NOT NULL DEFAULT 0,
    heat            INTEGER NOT NULL DEFAULT 0,
    poster_url      TEXT    NOT NULL DEFAULT '',
    poster_revision INTEGER NOT NULL DEFAULT 0,
    poster_width    INTEGER NOT NULL DEFAULT 0,
    poster_height   INTEGER NOT NULL DEFAULT 0,
    poster_color    TEXT    NOT NULL DEFAULT '',
    poster_blur     TEXT    NOT NULL DEFAULT '',
    search_key      TEXT,
    search_initials TEXT,
    search_version  INTEGER NOT NULL DEFAULT 0,
    version         INTEGER NOT NULL DEFAULT 1,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL
);

CREATE UNIQUE INDEX cakes_id ON cakes (id);
CREATE INDEX cakes_hot ON cakes (listed, heat, since, number, genres, area);
CREATE INDEX cakes_hot_kind ON cakes (listed, kind, heat, since, number, genres, area);
CREATE INDEX cakes_hot_area ON cakes (listed, area, heat, since, number, kind, genres);
CREATE INDEX cakes_showing ON cakes (listed, shows_until, since, kind, genres, area, heat, number);
CREATE INDEX cakes_double ON cakes (double_key, kind, year);
CREATE INDEX cakes_maker ON cakes (maker_id, number);
CREATE INDEX cakes_search_version ON cakes (search_version);

-- What sources call a cake, and a digest of what each told last.
CREATE TABLE cake_origins (
    source  TEXT NOT NULL,
    code    TEXT NOT NULL,
    cake_id TEXT NOT NULL,
    digest  TEXT NOT NULL,
    PRIMARY KEY (source, code)
) WITHOUT ROWID;

CREATE INDEX cake_origins_cake ON cake_origins (cake_id);

CREATE TABLE cake_credits (
    cake_id     TEXT    NOT NULL,
    position    INTEGER NOT NULL,
    role        TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    part        TEXT    NOT NULL,
    picture_url TEXT    NOT NULL,
    PRIMARY KEY (cake_id, position)
) WITHOUT ROWID;

-- The rows of a cake are known from its texts, as those of piece_suffixes.
CREATE TABLE cake_suffixes (
    suffix BLOB    NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (suffix, number)
) WITHOUT ROWID;

CREATE TABLE cake_hearts (
    cake_id    TEXT    NOT NULL,
    person_id  TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (cake_id, person_id)
) WITHOUT ROWID;

CREATE INDEX cake_hearts_person ON cake_hearts (person_id, created_at, cake_id);
CREATE INDEX cake_hearts_day ON cake_hearts (created_at, cake_id);

CREATE TABLE cake_creations (
    maker_id    TEXT    NOT NULL,
    request_key TEXT    NOT NULL,
    hash        TEXT    NOT NULL,
    cake_id     TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (maker_id, request_key)
) WITHOUT ROWID;

CREATE TABLE cake_merges (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    from_id    TEXT    NOT NULL,
    to_id      TEXT    NOT NULL,
    admin_id   TEXT    NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE INDEX cake_merges_to ON cake_merges (to_id);

-- Total and audience count people; previous is the rank in the chart before, 0 for none.
CREATE TABLE cake_charts (
    kind     TEXT    NOT NULL,
    source   TEXT    NOT NULL,
    position INTEGER NOT NULL,
    previous INTEGER NOT NULL,
    cake_id  TEXT    NOT NULL,
    day      TEXT    NOT NULL,
    audience INTEGER NOT NULL,
    total    INTEGER NOT NULL,
    PRIMARY KEY (kind, source, position)
) WITHOUT ROWID;

CREATE INDEX cake_charts_cake ON cake_charts (cake_id);
