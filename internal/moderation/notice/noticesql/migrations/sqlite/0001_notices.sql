-- +goose Up
CREATE TABLE notices (
  id char(26) NOT NULL PRIMARY KEY,
  title_ko text NOT NULL,
  text_ko text NOT NULL,
  title_en text NOT NULL,
  text_en text NOT NULL,
  from_at bigint NOT NULL,
  until_at bigint,
  pinned bool NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX notices_from ON notices (from_at);
