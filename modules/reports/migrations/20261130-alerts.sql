-- What staff must act on: a record of its own for each report that met an alert rule. Nothing but staff
-- closes it, whatever the person reports later. What the person changed is told by the versions of the
-- report, which stay; so an alert names the version that opened it, and repeats no values.
create table alerts (
  id bigint generated always as identity primary key,
  -- That of the reporting period.
  programme_id bigint not null,
  -- Whoever writes a report holds the reporting period already, so that this check waits for nobody, as
  -- one of the programme or the enrolment might.
  enrolment_id bigint not null references reporting_periods,
  form text not null,
  slot text not null,
  day date not null,
  -- The version of the report that opened it.
  report_id uuid not null constraint alerts_report unique references reports,
  -- What it is about: the levels of all rules that were met since it opened.
  levels text[] not null check (levels <> '{}'),
  opened_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'care', 'closed')),
  -- Who looks after it, or closed it.
  keeper_id uuid references persons,
  -- Since when it is in this state, with this keeper.
  since timestamptz not null,
  check ((state = 'open') = (keeper_id is null))
);
-- What is not closed yet takes up whatever else is reported in its slot.
create unique index alerts_unclosed on alerts (enrolment_id, form, slot) where state <> 'closed';
create index alerts_slot on alerts (enrolment_id, form, slot, id);
create index alerts_waiting on alerts (programme_id, id) where state <> 'closed';
create index alerts_programme on alerts (programme_id, id);

create trigger alerts_keep before update of programme_id, enrolment_id, form, slot, day, report_id, opened_at
  on alerts for each statement execute function refuse_change();
create trigger alerts_stay before delete on alerts for each statement execute function refuse_change();

-- What staff did about an alert, in order.
create table alert_steps (
  id bigint generated always as identity primary key,
  alert_id bigint not null references alerts,
  kind text not null check (kind in ('taken', 'returned', 'noted', 'closed', 'reopened')),
  note text check (note ~ '\S'),
  by_id uuid not null references persons,
  at timestamptz not null,
  check (note is not null or kind not in ('noted', 'closed'))
);
create index alert_steps_alert on alert_steps (alert_id, id);

create trigger alert_steps_stay before update or delete on alert_steps
  for each statement execute function refuse_change();

-- Whatever was listed until now stays listed, as open.
insert into alerts (programme_id, enrolment_id, form, slot, day, report_id, levels, opened_at, since)
select c.programme_id, r.enrolment_id, r.form, r.slot, r.day, r.id,
  coalesce((select array_agg(distinct rule ->> 'level')
    from jsonb_array_elements(v.content #> '{definition,alerts}') rule
    where rule ->> 'code' = any(r.alerts)), '{other}'),
  r.sent_at, r.sent_at
from reports r
join reporting_periods c on c.enrolment_id = r.enrolment_id
join form_versions v on v.id = r.form_version_id
where r.current and r.alerts <> '{}'
  and not (r.incomplete and exists (select from reports n
    where n.enrolment_id = r.enrolment_id and n.form = r.form and n.current
      and not n.incomplete and n.sent_at > r.sent_at))
order by r.sent_at, r.id;

drop index reports_alerts;
