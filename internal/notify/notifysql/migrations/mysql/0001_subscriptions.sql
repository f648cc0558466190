-- +goose Up
-- endpoint_hash names the endpoint, which is too long for a key.
CREATE TABLE IF NOT EXISTS push_subscriptions (
  endpoint_hash char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  endpoint varchar(1024) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  public_key varchar(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  secret varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  person_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  session char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  language char(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  renewed_at bigint NOT NULL,
  KEY push_subscriptions_by_person (person_id, renewed_at),
  KEY push_subscriptions_by_session (session),
  KEY push_subscriptions_by_renewal (renewed_at)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
