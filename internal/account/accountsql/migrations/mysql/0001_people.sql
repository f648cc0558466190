-- +goose Up
CREATE TABLE IF NOT EXISTS people (
  id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
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
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
