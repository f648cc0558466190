-- +goose Up
CREATE TABLE mails (
  id char(26) NOT NULL PRIMARY KEY,
  recipient varchar(254) NOT NULL,
  subject varchar(200) NOT NULL,
  text text NOT NULL,
  html text NOT NULL,
  tries integer NOT NULL,
  due_at bigint NOT NULL,
  ends_at bigint NOT NULL
);
CREATE INDEX mails_due ON mails (due_at, id);
