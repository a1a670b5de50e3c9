-- A check that comes later names its own time, so that a picture of a code could serve for many: of one scanner each
-- code that was shown counts for one late check.
alter table checks add column code_hash bytea;
create unique index checks_late_code on checks (scanner_id, code_hash)
  where code_hash is not null and undone_at is null;
