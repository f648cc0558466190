-- +goose Up
CREATE TABLE IF NOT EXISTS notices (
  id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  title_ko text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  text_ko mediumtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  title_en text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  text_en mediumtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  from_at bigint NOT NULL,
  until_at bigint,
  pinned bool NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  KEY notices_from (from_at)
);
