-- How many checks were made at each site, by the quarter of an hour: days begin at a quarter in every zone.
create table check_quarters (
  begins_at timestamptz not null,
  site_id bigint not null references places,
  checks int not null,
  primary key (begins_at, site_id)
);

-- Up to when checks were recorded that are summed up there; what came later is counted anew each time.
create table check_quarters_until (
  one boolean primary key default true check (one),
  until timestamptz not null
);
insert into check_quarters_until (until) values ('-infinity');

-- Checks are only ever added, so that this finds those recorded lately and costs a check next to nothing.
create index checks_recorded_at on checks using brin (recorded_at) with (autosummarize = on);
