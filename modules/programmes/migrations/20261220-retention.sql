-- For how long a programme's data is kept after its last day.
alter table programmes add column kept_days int not null default 180 check (kept_days between 1 and 3650);

-- The programme whose data may leave in this transaction: that of the run of a retention which the transaction names,
-- if two people have let it begin, it is under way, and the programme's last day and its keeping time are past. By the
-- database's own clock, too; only a demo may have another time. `retention_runs` comes with a module further to the right.
create function retention_programme() returns bigint language plpgsql stable as $$
declare
  run text := coalesce(current_setting('anxing.retention_run', true), '');
begin
  if run = '' then
    return null;
  end if;
  return (
    select p.id from retention_runs r
    join programmes p on p.id = r.programme_id
    join programme_versions v on v.programme_id = p.id and v.version = p.version
    cross join lateral (select (v.definition ->> 'endsOn')::date + p.kept_days as day,
      v.definition ->> 'zone' as zone) last
    where r.id = run::uuid and r.state = 'running' and r.confirmed_by <> r.proposed_by
      and last.day < (r.confirmed_at at time zone last.zone)::date
      and (last.day < (now() at time zone last.zone)::date
        or exists (select from installation where mode = 'demo')));
end $$;

-- What is otherwise only added leaves with the programme that it belongs to. The argument says to which one a row of
-- `gone` does.
create function leave_by_retention() returns trigger language plpgsql as $$
declare
  allowed bigint := retention_programme();
  others boolean := true;
begin
  if allowed is not null then
    execute format('select exists (select from gone where (%s) is distinct from $1)', tg_argv[0])
      into others using allowed;
  end if;
  if others then
    raise exception '% is append-only', tg_table_name;
  end if;
  return null;
end $$;

-- Deleting an enrolment looks here for what refers to it.
create index roster_import_rows_enrolment on roster_import_rows (enrolment_id);

create trigger enrolment_merges_stay before truncate on enrolment_merges
  for each statement execute function refuse_change();
create trigger enrolment_merges_leave after delete on enrolment_merges referencing old table as gone
  for each statement execute function leave_by_retention('gone.programme_id');

-- Deleting a record looks here for what refers to it.
create index pair_dismissals_other on pair_dismissals (other_id);
