-- +goose Up
ALTER TABLE pieces ADD COLUMN cake_id TEXT NOT NULL DEFAULT '';
ALTER TABLE pieces ADD COLUMN remind INTEGER NOT NULL DEFAULT 1;
ALTER TABLE pieces ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE pieces ADD COLUMN search_key TEXT;
ALTER TABLE pieces ADD COLUMN search_initials TEXT;
ALTER TABLE pieces ADD COLUMN search_version INTEGER NOT NULL DEFAULT 0;

CREATE INDEX pieces_public ON pieces (visibility, id);
CREATE INDEX pieces_public_kind ON pieces (visibility, kind, id);
CREATE INDEX pieces_cake ON pieces (owner_id, cake_id);
CREATE INDEX pieces_search_version ON pieces (search_version);

-- Without a foreign key: to find the rows of a piece by itself would take an index as large
-- as the table. Its rows are known from its texts. The id is in its 16 bytes.
CREATE TABLE piece_suffixes (
    suffix   BLOB NOT NULL,
    piece_id BLOB NOT NULL,
    PRIMARY KEY (suffix, piece_id)
) WITHOUT ROWID;

CREATE TABLE piece_hearts (
    piece_id   TEXT    NOT NULL REFERENCES pieces (id) ON DELETE CASCADE,
    person_id  TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (piece_id, person_id)
);

CREATE INDEX piece_hearts_person ON piece_hearts (person_id, created_at, piece_id);

CREATE TABLE piece_records (
    piece_id   TEXT    NOT NULL PRIMARY KEY REFERENCES pieces (id) ON DELETE CASCADE,
    text       TEXT    NOT NULL,
    search_key TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);

CREATE TABLE piece_record_photos (
    photo_id TEXT    NOT NULL PRIMARY KEY,
    piece_id TEXT    NOT NULL REFERENCES pieces (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    caption  TEXT    NOT NULL
);

CREATE INDEX piece_record_photos_piece ON piece_record_photos (piece_id, position);

CREATE TABLE piece_links (
    id         TEXT    NOT NULL PRIMARY KEY,
    piece_id   TEXT    NOT NULL REFERENCES pieces (id) ON DELETE CASCADE,
    owner_id   TEXT    NOT NULL,
    token      TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    ends_at    INTEGER
);

CREATE UNIQUE INDEX piece_links_token ON piece_links (token);
CREATE INDEX piece_links_owner ON piece_links (owner_id, id);
CREATE INDEX piece_links_piece ON piece_links (piece_id, id);

CREATE TABLE piece_feeds (
    owner_id   TEXT    NOT NULL PRIMARY KEY,
    secret     TEXT    NOT NULL,
    time_zone  TEXT    NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE UNIQUE INDEX piece_feeds_secret ON piece_feeds (secret);
