-- The declaration that all is true, once for each person, programme and system.
create table declarations (
  programme_id bigint not null references programmes,
  person_id uuid not null references persons,
  app text not null check (app in ('portal', 'desk')),
  version int not null,
  declared_at timestamptz not null,
  primary key (programme_id, person_id, app, version)
);

-- What a person's days depend on, derived from the enrolment and from reports. With it stands all
-- that every report that arrives asks for, so that one look is enough.
create table reporting_periods (
  enrolment_id bigint primary key references enrolments,
  programme_id bigint not null references programmes,
  person_id uuid not null references persons,
  -- The enrolment as the rules take it: {"group": …, "attributes": …, "from": …, "to": …, "withdrawnOn": …}
  person jsonb not null,
  place_id bigint not null references places,
  group_code text not null,
  -- Known milestones by code: {"entry": "2022-01-20", …}
  milestones jsonb not null default '{}',
  -- Days due, both included; null with a reason when there are none.
  due_from date,
  due_to date,
  reason text check (reason in ('noItinerary', 'noDays')),
  -- Another one after each change, so that what was decided by an older one is not written.
  revision int not null default 1,
  -- The newest version of the declaration that was made in each app: {"portal": 1}
  declared jsonb not null default '{}',
  constraint reporting_periods_person unique (programme_id, person_id),
  check ((due_from is null) = (due_to is null)),
  check ((due_from is null) = (reason is not null)),
  check (due_to >= due_from)
);
create index reporting_periods_due on reporting_periods (programme_id, place_id, group_code, enrolment_id);
create index reporting_periods_no_itinerary on reporting_periods (programme_id, place_id, group_code, enrolment_id)
  where reason = 'noItinerary';

-- Every version of every report. The newest of a slot is `current`; none is ever changed otherwise.
create table reports (
  -- Made by whoever sends, so that sending twice makes one record.
  id uuid primary key,
  -- No foreign keys: each costs every report 3 % of the speed with a thousand people and 10 % with a
  -- million. A report is written only while the reporting period of its enrolment is held by the same statement,
  -- and triggers keep reporting periods with reports and published form versions from being deleted.
  enrolment_id bigint not null,
  form_version_id bigint not null,
  form text not null,
  -- daily: the day; single: 'one'; many: an id made by whoever sends.
  slot text not null,
  -- The day that the report is about, in the programme's zone.
  day date not null,
  version int not null check (version >= 1),
  current boolean not null,
  content jsonb not null,
  -- Codes of the form's alert rules that this report meets.
  alerts text[] not null,
  incomplete boolean not null,
  app text not null,
  sent_by uuid not null,
  sent_at timestamptz not null,
  -- Also finds a person's reports, and of two devices that send at once lets one be first.
  constraint reports_version unique (enrolment_id, form, slot, version)
);
create index reports_alerts on reports (day, sent_at, id) where current and alerts <> '{}';

-- A version that was sent stays as it was sent; all that can happen to it is that a newer one follows.
create function reports_stay() returns trigger language plpgsql as $$
begin
  if old.current and not new.current then
    new.current := true;
    if new is not distinct from old then
      new.current := false;
      return new;
    end if;
  end if;
  raise exception 'a report that was sent is never changed';
end $$;

create trigger reports_stay before update on reports for each row execute function reports_stay();

-- In place of the foreign key that reports do not have.
create function reporting_periods_stay() returns trigger language plpgsql as $$
begin
  if exists (select from reports where enrolment_id = old.enrolment_id) then
    raise exception 'a reporting period with reports is never deleted';
  end if;
  return old;
end $$;

create trigger reporting_periods_stay before delete on reporting_periods for each row execute function reporting_periods_stay();

-- How many of those due on a day have reported, by the unit that they belong to, as it was summed up
-- last. What was reported since stands in `count_changes`; `units_done` adds the two.
create table report_counts (
  programme_id bigint not null references programmes,
  day date not null,
  form text not null,
  place_id bigint not null references places,
  group_code text not null,
  done int not null,
  primary key (programme_id, day, form, place_id, group_code)
) with (fillfactor = 70);

-- One row for each batch of reports, its arrays side by side: so a batch pays for one row, whatever
-- units its people belong to, and none waits for another's commit. Summed up now and then.
create table count_changes (
  id bigint generated always as identity primary key,
  programme_id bigint not null,
  form text not null,
  days date[] not null,
  place_ids bigint[] not null,
  group_codes text[] not null,
  changes int[] not null,
  check (cardinality(days) = cardinality(place_ids) and cardinality(days) = cardinality(group_codes)
    and cardinality(days) = cardinality(changes))
);

create view units_done as
  select programme_id, form, day, place_id, group_code, done from report_counts
  union all
  select c.programme_id, c.form, u.* from count_changes c
  cross join lateral unnest(c.days, c.place_ids, c.group_codes, c.changes)
    as u (day, place_id, group_code, done);

-- How many are due, as differences: +1 on the first day of an interval, -1 on the day after its last.
-- Due on a day is the sum up to that day.
create table due_changes (
  programme_id bigint not null references programmes,
  place_id bigint not null references places,
  group_code text not null,
  day date not null,
  change int not null,
  primary key (programme_id, place_id, group_code, day)
);
