-- How long entries of the trail are kept. The law asks for half a year of logs at least; three years is for how long
-- records of handling personal data are kept.
create table audit_retention (
  one boolean primary key default true check (one),
  kept_days int not null default 1095 check (kept_days between 180 and 36500)
);
insert into audit_retention default values;

-- Entries leave once they are past that time by the database's own clock, and never before.
create function leave_when_past() returns trigger language plpgsql as $$
begin
  if exists (select from gone, audit_retention
    where gone.at >= now() - make_interval(days => kept_days)) then
    raise exception '% is append-only', tg_table_name;
  end if;
  return null;
end $$;

drop trigger audit_entries_append_only on audit_entries;
create trigger audit_entries_append_only before update or truncate on audit_entries
  for each statement execute function refuse_change();
create trigger audit_entries_leave after delete on audit_entries referencing old table as gone
  for each statement execute function leave_when_past();
drop trigger audit_subjects_append_only on audit_subjects;
create trigger audit_subjects_append_only before update or truncate on audit_subjects
  for each statement execute function refuse_change();
create trigger audit_subjects_leave after delete on audit_subjects referencing old table as gone
  for each statement execute function leave_when_past();
