-- +goose Up
-- What admins did. Lines are only added.
CREATE TABLE IF NOT EXISTS audit_lines (
  id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  by_id varchar(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  deed varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  target varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  reason text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  failed bool NOT NULL,
  created_at bigint NOT NULL,
  KEY audit_by_deed (deed, id),
  KEY audit_by_kind (kind, id),
  KEY audit_by_person (by_id, id)
);
