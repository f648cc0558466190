-- +goose Up
CREATE TABLE IF NOT EXISTS mails (
  id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  recipient varchar(254) NOT NULL,
  subject varchar(200) NOT NULL,
  text text NOT NULL,
  html text NOT NULL,
  tries integer NOT NULL,
  due_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  INDEX mails_due (due_at, id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
