-- How many people a member of staff has looked at one by one, and how many lists and exports have shown them, in
-- each hour in which they read at all.
create table reading_counts (
  actor_id uuid not null,
  hour timestamptz not null,
  looked int not null check (looked >= 0),
  listed int not null check (listed >= 0),
  primary key (actor_id, hour)
);
create index reading_counts_hour on reading_counts (hour);

-- One row: what is unusual in this installation.
create table reading_limits (
  one boolean primary key default true check (one),
  looked int not null check (looked between 1 and 1000000),
  listed int not null check (listed between 1 and 10000000),
  times int not null check (times between 2 and 100)
);
insert into reading_limits (looked, listed, times) values (200, 10000, 5);

create table reading_alerts (
  id bigint generated always as identity primary key,
  actor_id uuid not null references persons (id),
  kind text not null check (kind in ('looked', 'listed')),
  hour timestamptz not null,
  count int not null,
  -- How many it is in an hour of theirs on average; null where they have read too few hours to tell.
  usual int,
  raised_at timestamptz not null,
  closed_at timestamptz,
  closed_by uuid references persons (id),
  reason text,
  unique (actor_id, kind, hour),
  check ((closed_at is null) = (closed_by is null) and (closed_at is null) = (reason is null))
);
create unique index reading_alerts_open on reading_alerts (actor_id, kind) where closed_at is null;
