create table programmes (
  id bigint generated always as identity primary key,
  code text not null unique check (code ~ '^[a-z][a-z0-9-]{1,30}$'),
  place_id bigint not null references places,
  realm text not null unique references realms,
  version int not null,
  created_at timestamptz not null
);

-- A published version never changes; the programme names the one in force.
create table programme_versions (
  programme_id bigint not null references programmes,
  version int not null,
  definition jsonb not null,
  -- The form versions in force with it: publishing a form makes a new version of the programme, too,
  -- so that (programme, version) stands for all that it consists of and can be kept in memory.
  forms bigint[] not null,
  published_at timestamptz not null,
  primary key (programme_id, version)
);
alter table programmes add constraint programmes_version
  foreign key (id, version) references programme_versions (programme_id, version)
  deferrable initially deferred;

create table form_versions (
  id bigint generated always as identity primary key,
  programme_id bigint not null references programmes,
  form text not null,
  version int not null,
  -- {"definition": …, "policy": …, "offeredTo": …, "requiredOf": …}
  content jsonb not null,
  published_at timestamptz not null,
  constraint form_versions_once unique (programme_id, form, version)
);

create trigger programme_versions_stay before update or delete on programme_versions
  for each statement execute function refuse_change();
create trigger form_versions_stay before update or delete on form_versions
  for each statement execute function refuse_change();

create table enrolments (
  id bigint generated always as identity primary key,
  programme_id bigint not null references programmes,
  person_id uuid not null references persons,
  place_id bigint not null references places,
  group_code text not null,
  attributes jsonb not null default '{}',
  starts_on date not null,
  ends_on date,
  withdrawn_on date,
  -- What the roster said last, to tell a changed row from a repeated one.
  roster_hash bytea,
  -- Words of the name and the cards, by whose beginnings people are found.
  words tsvector not null,
  updated_at timestamptz not null,
  constraint enrolments_once unique (programme_id, person_id),
  check (ends_on >= starts_on)
);
create index enrolments_place on enrolments (place_id, programme_id, id);
create index enrolments_person on enrolments (person_id);
create index enrolments_programme on enrolments (programme_id, id);
create index enrolments_group on enrolments (programme_id, group_code, id);
create index enrolments_withdrawn on enrolments (programme_id, id) where withdrawn_on is not null;
create index enrolments_words on enrolments using gin (words);

create sequence roster_confirmations;

create table roster_imports (
  id uuid primary key,
  -- In which order they came: clocks may stand still or be set back.
  number bigint generated always as identity,
  programme_id bigint not null references programmes,
  -- The version by which its rows are read, so that a repetition reads them alike.
  programme_version int not null,
  -- The workbook is attached to nothing and gone after a day: it is full of personal data.
  file_id uuid references files on delete set null,
  file_name text not null,
  state text not null check (state in ('checking', 'checked', 'refused', 'importing', 'done', 'failed')),
  -- How columns were matched, the first mistakes and rows; encrypted, for it tells of people.
  preview bytea,
  -- What stopped it all: {"code": …, "params": …}
  problem jsonb,
  rows_total int,
  -- How far the rows have come: each batch is counted in the transaction that writes it.
  rows_done int not null default 0,
  last_row int not null default 0,
  fresh int not null default 0,
  updated int not null default 0,
  unchanged int not null default 0,
  refused int not null default 0,
  absent int,
  -- Whoever works on it says until when; past that, somebody else takes over.
  lease_until timestamptz,
  attempts int not null default 0,
  created_by uuid not null,
  created_at timestamptz not null,
  -- In which order they were confirmed.
  confirmation bigint,
  finished_at timestamptz,
  foreign key (programme_id, programme_version) references programme_versions,
  check (state <> 'done' or (rows_total = fresh + updated + unchanged + refused and absent is not null))
);
create index roster_imports_programme on roster_imports (programme_id, number desc);
create index roster_imports_under_way on roster_imports (lease_until)
  where state in ('checking', 'importing');
-- Two rosters that come at once would each take the other's people for absent.
create unique index roster_imports_one_at_a_time on roster_imports (programme_id)
  where state = 'importing';

-- Whom an import named, so that those absent from it can be listed and, on confirmation, withdrawn.
create table roster_import_rows (
  import_id uuid not null references roster_imports on delete cascade,
  enrolment_id bigint not null references enrolments,
  primary key (import_id, enrolment_id)
);

-- Rows that were not taken, encrypted with their cells and reasons, until they are forgotten.
create table roster_import_refusals (
  import_id uuid not null references roster_imports on delete cascade,
  row int not null,
  content bytea not null,
  primary key (import_id, row)
);
