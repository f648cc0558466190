-- +goose Up
-- target_name is the same for the same thing; seen_around are the messages near one, as JSON.
ALTER TABLE reports
  ADD COLUMN target_name varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  ADD COLUMN seen_around mediumtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  ADD COLUMN note text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  ADD KEY reports_of_target (target_name, id),
  ADD KEY reports_in_state (state, target_name, id, created_at, kind, reason),
  ADD KEY reports_against (seen_person_id, target_name);
