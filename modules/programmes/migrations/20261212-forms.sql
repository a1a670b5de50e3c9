-- Forms while somebody builds them, and where forms are given.
create table form_drafts (
  id bigint generated always as identity primary key,
  programme_id bigint not null references programmes,
  -- The code that the form has once it is published; a form has one draft at most.
  form text not null check (form ~ '^[a-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*$'),
  -- The version in force when it was begun; null for a new form.
  based_on bigint references form_versions,
  -- As it was typed, with all that is wrong with it: `json`, because `jsonb` cannot hold every text.
  content json not null,
  -- Counts the saves, so that two people at once hear of each other.
  revision int not null default 1,
  created_by uuid not null,
  created_at timestamptz not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  constraint form_drafts_once unique (programme_id, form)
);

-- The nearest one at or above a place counts there.
create table form_placements (
  programme_id bigint not null references programmes,
  purpose text not null check (purpose in ('check', 'report')),
  place_id bigint not null references places,
  form text not null,
  placed_by uuid not null,
  placed_at timestamptz not null,
  primary key (programme_id, purpose, place_id)
);
create index form_placements_place on form_placements (place_id);
