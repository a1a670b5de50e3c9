-- A run that fails is tried again after a pause that grows, and says what went wrong, since when and how often.
alter table retention_runs
  add column failed_attempts int not null default 0,
  add column failing_since timestamptz,
  -- As codes and names of the database alone, because messages may quote what somebody reported.
  add column failure text,
  add column next_attempt_at timestamptz,
  add check ((failed_attempts > 0) = (failing_since is not null and failure is not null and next_attempt_at is not null));
