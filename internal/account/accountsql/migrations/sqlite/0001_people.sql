-- +goose Up
CREATE TABLE people (
  id char(26) NOT NULL PRIMARY KEY,
  email varchar(254) NOT NULL,
  email_key varchar(254) NOT NULL,
  nickname varchar(120) NOT NULL,
  nickname_key varchar(400) NOT NULL,
  password_hash varchar(200) NOT NULL,
  language char(2) NOT NULL,
  onboarded boolean NOT NULL,
  joined_at bigint NOT NULL,
  suspended_at bigint,
  CONSTRAINT people_email UNIQUE (email_key),
  CONSTRAINT people_nickname UNIQUE (nickname_key)
);
