-- Two records that are one person are merged by hand. What the merged one was known by leads to the other from then
-- on; `merge_id` says by which merge an identifier came there. It is null for a person's own.
alter table identifiers add column merge_id uuid;
create index identifiers_merge on identifiers (merge_id) where merge_id is not null;

-- What the merged record was known by, as it was: an undone merge gives it back.
create table merged_identifiers (
  merge_id uuid not null,
  realm text not null references realms,
  kind text not null,
  lookup text not null,
  encrypted bytea,
  person_id uuid not null references persons on delete cascade,
  alias boolean not null,
  -- By which earlier merge it had come there.
  earlier_merge_id uuid,
  primary key (merge_id, kind, lookup)
);
create index merged_identifiers_person on merged_identifiers (person_id);
