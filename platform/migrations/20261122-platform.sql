create table audit_entries (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_id uuid,
  app text,
  action text not null,
  place_id bigint,
  person_id uuid,
  reason text,
  details jsonb not null default '{}'
);
create index audit_entries_person on audit_entries (person_id, id) where person_id is not null;
create index audit_entries_actor on audit_entries (actor_id, id) where actor_id is not null;
create index audit_entries_place on audit_entries (place_id, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;

create trigger audit_entries_append_only before update or delete or truncate on audit_entries
  for each statement execute function refuse_change();

create table files (
  id uuid primary key,
  -- The module and record that own the file; null until it is attached to one.
  module text,
  record text,
  purpose text not null,
  name text not null,
  mime text not null,
  bytes bigint not null check (bytes >= 0),
  sha256 text not null,
  uploaded_by uuid not null,
  created_at timestamptz not null,
  check ((module is null) = (record is null))
);
create index files_owner on files (module, record) where module is not null;
create index files_loose on files (created_at) where module is null;

-- One row: whether the people in this database are invented, which never changes.
create table installation (
  one boolean primary key default true check (one),
  mode text not null check (mode in ('demo', 'real')),
  created_at timestamptz not null,
  -- A demo has all its invented past; one that was killed before goes on with it.
  demo_filled boolean not null default false
);
create trigger installation_stays before update of mode, created_at on installation
  for each statement execute function refuse_change();
create trigger installation_is_kept before delete or truncate on installation
  for each statement execute function refuse_change();
