-- +goose Up
-- What people agreed to: that their photos are sent to a provider, by its name.
CREATE TABLE IF NOT EXISTS genai_consents (
  person_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  provider varchar(200) NOT NULL,
  agreed_at bigint NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
