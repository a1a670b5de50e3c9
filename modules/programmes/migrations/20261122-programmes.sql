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
  updated_at timestamptz not null,
  constraint enrolments_once unique (programme_id, person_id),
  check (ends_on >= starts_on)
);
create index enrolments_place on enrolments (place_id, programme_id, id);
create index enrolments_person on enrolments (person_id);

create table roster_imports (
  id uuid primary key,
  programme_id bigint not null references programmes,
  file_id uuid not null references files,
  file_name text not null,
  state text not null check (state in ('checking', 'checked', 'refused', 'importing', 'done', 'failed')),
  -- How columns were matched, the first rows with mistakes, and the receipt.
  preview jsonb,
  receipt jsonb,
  problem text,
  rows_total int,
  rows_done int not null default 0,
  refused_file_id uuid references files,
  created_by uuid not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  check (state <> 'done' or receipt is not null)
);
create index roster_imports_programme on roster_imports (programme_id, created_at desc);

-- Whom an import named, so that those absent from it can be listed and, on confirmation, withdrawn.
create table roster_import_rows (
  import_id uuid not null references roster_imports on delete cascade,
  enrolment_id bigint not null references enrolments,
  primary key (import_id, enrolment_id)
);
