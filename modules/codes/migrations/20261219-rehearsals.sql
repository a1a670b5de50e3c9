-- What changed rules of colours would do to everybody of a programme, before they are published. Each programme has one
-- rehearsal at most: whom it names is nobody's business once it is over.
create table colour_rehearsals (
  id bigint generated always as identity primary key,
  programme_id bigint not null,
  -- The draft with the rules, and the version in force that they are compared with.
  draft_id bigint not null,
  revision int not null,
  from_version int not null,
  -- The rules as they would be published.
  rules json not null,
  -- As of when people are looked at.
  moment timestamptz not null,
  started_by uuid not null,
  started_at timestamptz not null,
  state text not null check (state in ('working', 'failed', 'cancelled', 'done')),
  done int not null default 0,
  total int not null,
  -- Each batch is counted in the transaction that writes it, so that a worker after a crash goes on exactly behind it.
  after_enrolment bigint not null default 0,
  -- Tries in a row without a batch done.
  attempts int not null default 0,
  worked_at timestamptz not null,
  finished_at timestamptz,
  constraint colour_rehearsals_one unique (programme_id),
  foreign key (programme_id, from_version) references programme_versions,
  check ((state = 'working') = (finished_at is null))
);

-- How many would have which colour instead of which, by the unit in which they were counted.
create table colour_rehearsal_counts (
  rehearsal_id bigint not null references colour_rehearsals on delete cascade,
  place_id bigint not null,
  from_colour text not null,
  to_colour text not null,
  people int not null,
  primary key (rehearsal_id, place_id, from_colour, to_colour)
);

-- Who they are, of those whose colour would be another one, with the rules that make it so.
create table colour_rehearsal_changes (
  rehearsal_id bigint not null references colour_rehearsals on delete cascade,
  from_colour text not null,
  to_colour text not null,
  enrolment_id bigint not null,
  from_rule text,
  to_rule text,
  primary key (rehearsal_id, from_colour, to_colour, enrolment_id)
);
