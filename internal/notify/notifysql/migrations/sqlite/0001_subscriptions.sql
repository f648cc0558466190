-- +goose Up
-- endpoint_hash names the endpoint, which is too long for a key.
CREATE TABLE push_subscriptions (
  endpoint_hash char(64) NOT NULL PRIMARY KEY,
  endpoint varchar(1024) NOT NULL,
  public_key varchar(100) NOT NULL,
  secret varchar(32) NOT NULL,
  person_id char(26) NOT NULL,
  session char(64) NOT NULL,
  language char(2) NOT NULL,
  renewed_at bigint NOT NULL
);
CREATE INDEX push_subscriptions_by_person ON push_subscriptions (person_id, renewed_at);
CREATE INDEX push_subscriptions_by_session ON push_subscriptions (session);
CREATE INDEX push_subscriptions_by_renewal ON push_subscriptions (renewed_at);
