-- +goose Up
-- Who a person is elsewhere: one at each provider, and each belongs to one person.
CREATE TABLE IF NOT EXISTS identities (
  provider varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject varbinary(255) NOT NULL,
  person_id char(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  email varchar(254) NOT NULL,
  linked_at bigint NOT NULL,
  used_at bigint NOT NULL,
  PRIMARY KEY (provider, subject),
  CONSTRAINT identities_one_each UNIQUE (person_id, provider),
  CONSTRAINT identities_person FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
