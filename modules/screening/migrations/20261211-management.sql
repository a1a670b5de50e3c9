-- Staff of the console page through the checks of many sites, by time. Checks come nearly in that order, so that the
-- index grows at one end.
create index checks_by_time on checks (checked_at desc, id desc);

-- The few checks that somebody may look for among all the others; other checks cost these indexes nothing.
create index checks_notable on checks (checked_at desc, id desc)
  where conflict is not null or undone_at is not null or temperature >= 37.3 or colour in ('yellow', 'orange', 'red');
create index checks_notable_by_site on checks (site_id, checked_at desc, id desc)
  where conflict is not null or undone_at is not null or temperature >= 37.3 or colour in ('yellow', 'orange', 'red');

-- Exports that staff asked for: they are fetched as files of their own, and say how far they are.
create table check_exports (
  id uuid primary key,
  person_id uuid not null references persons on delete cascade,
  programme_id bigint not null references programmes,
  -- What is wanted; it may name people, and is encrypted.
  asked bytea not null,
  -- About how many rows there will be.
  estimated bigint not null,
  rows bigint not null default 0,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'stopped')),
  made_at timestamptz not null,
  -- Whoever asked for it wants it no more.
  cancelled_at timestamptz
);
create index check_exports_by_time on check_exports (made_at);
