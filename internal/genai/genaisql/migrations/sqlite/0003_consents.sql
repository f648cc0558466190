-- +goose Up
-- What people agreed to: that their photos are sent to a provider, by its name.
CREATE TABLE genai_consents (
  person_id char(26) NOT NULL PRIMARY KEY,
  provider varchar(200) NOT NULL,
  agreed_at bigint NOT NULL
);
