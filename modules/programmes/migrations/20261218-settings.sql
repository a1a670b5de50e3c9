-- The rules of a programme while somebody changes them; each programme has one draft at most.
create table programme_drafts (
  id bigint generated always as identity primary key,
  programme_id bigint not null,
  -- The version that the content was last put together with.
  based_on int not null,
  -- As it was typed, with all that is wrong with it: `json`, because `jsonb` cannot hold every text.
  content json not null,
  -- Counts the saves, so that two people at once hear of each other.
  revision int not null default 1,
  created_by uuid not null,
  created_at timestamptz not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  -- Who asks for this revision to be published, compared with this version in force. Each save takes it back.
  proposed_by uuid,
  proposed_at timestamptz,
  proposed_with int,
  constraint programme_drafts_once unique (programme_id),
  foreign key (programme_id, based_on) references programme_versions,
  check (num_nulls(proposed_by, proposed_at, proposed_with) in (0, 3))
);

-- What is done to everybody enrolled after a version was published, batch by batch.
create table programme_publications (
  id bigint generated always as identity primary key,
  programme_id bigint not null,
  from_version int not null,
  to_version int not null,
  published_by uuid,
  published_at timestamptz not null,
  state text not null check (state in ('working', 'failed', 'done')),
  -- [{"step": …, "done": …, "total": …}], in their order.
  steps jsonb not null,
  -- How far the first step has come that is not finished: each batch is counted in the transaction that writes it.
  after_person uuid,
  -- Whoever was enrolled later was so by the new version.
  last_enrolment bigint not null,
  -- Tries in a row without a batch done.
  attempts int not null default 0,
  worked_at timestamptz not null,
  finished_at timestamptz,
  foreign key (programme_id, from_version) references programme_versions,
  foreign key (programme_id, to_version) references programme_versions,
  check ((state = 'done') = (finished_at is not null))
);
create index programme_publications_programme on programme_publications (programme_id, id desc);
create index programme_publications_open on programme_publications (programme_id, id)
  where state <> 'done';
