-- Whether somebody looked at people, changed something or took people along as a file; the code of the action says
-- so by its end, as `kindOfAct` in `platform/contract.ts` has it.
alter table audit_entries add column kind text check (kind in ('looked', 'changed', 'exported'));
alter table audit_entries disable trigger audit_entries_append_only;
update audit_entries set kind = case
  when action ~ '(viewed|looked_up|searched|verified)$' then 'looked'
  when action ~ '(exported|export\.started)$' then 'exported'
  else 'changed' end;
alter table audit_entries enable trigger audit_entries_append_only;
alter table audit_entries alter column kind set not null;

-- The trail is read newest first. Each index ends so, and begins with what the reader looks for.
drop index audit_entries_person;
drop index audit_entries_actor;
drop index audit_entries_place;
create index audit_entries_at on audit_entries (at, id);
create index audit_entries_action on audit_entries (action, at, id);
create index audit_entries_actor on audit_entries (actor_id, action, at, id) where actor_id is not null;
create index audit_entries_person on audit_entries (person_id, at, id) where person_id is not null;
create index audit_entries_place on audit_entries (place_id, at, id);
create index audit_entries_place_kind on audit_entries (place_id, kind, at, id);
create index audit_entries_place_action on audit_entries (place_id, action, at, id);

-- Whom a list, a search or an export showed, and when. It has no foreign key: an export adds a hundred thousand rows
-- to its entry in one transaction, and entries leave only together with these rows.
create table audit_subjects (
  entry_id bigint not null,
  person_id uuid not null,
  at timestamptz not null,
  primary key (entry_id, person_id)
);
create index audit_subjects_person on audit_subjects (person_id, at, entry_id);
create trigger audit_subjects_append_only before update or delete or truncate on audit_subjects
  for each statement execute function refuse_change();
