import { type RawBuilder, sql } from 'kysely';
import { arrayOf } from '../../../platform/prepared.ts';
import type { FirstReport } from '../submit/first-report.ts';
import type { NewVersion } from '../submit/rules.ts';

/**
 * The part of the statements that write reports which opens their alerts. A batch in which nothing
 * met an alert rule is written by the statement without it, so that it costs the others nothing.
 */
type Part = {
  /** What tells the name of the prepared statement from that of the one without. */
  suffix: string;
  cte: RawBuilder<unknown>;
};

const none: Part = { suffix: '', cte: sql`` };

/** Of `taken`: first reports, so that their slots have had no alert. */
export function raisingFirst(
  { programmeId, form }: { programmeId: number; form: string },
  firsts: FirstReport[],
): Part {
  const met = firsts.filter(({ submission }) => submission.alerts.length > 0);
  if (met.length === 0) return none;
  const of = (value: (first: FirstReport) => string) => arrayOf(met.map(value));
  const cte = sql`, raised as (
      insert into alerts (programme_id, enrolment_id, form, slot, day, report_id, levels,
        opened_at, since)
      select ${programmeId}, t.enrolment_id, ${form}, t.slot, t.day, t.id, a.levels::text[],
        t.sent_at, t.sent_at
      from unnest(${of(({ submission }) => submission.id)}::uuid[],
        ${of(({ submission }) => `{${submission.levels.join()}}`)}::text[]) as a (id, levels)
      join taken t on t.id = a.id)`;
  return { suffix: '.alerts', cte };
}

/**
 * Where `held_all` is whole. What is not closed yet takes up what the new version met; where all is
 * closed, a version that says something else to whoever looked after it opens a new one.
 */
export function raising(versions: NewVersion[]): Part {
  const met = versions.filter(({ submission }) => submission.alerts.length > 0);
  if (met.length === 0) return none;
  const of = (value: (version: NewVersion) => string | number | boolean) => arrayOf(met.map(value));
  const cte = sql`, raised as (
      insert into alerts (programme_id, enrolment_id, form, slot, day, report_id, levels,
        opened_at, since)
      select a.programme_id, a.enrolment_id, a.form, a.slot, a.day, a.report_id, a.levels::text[],
        a.sent_at, a.sent_at
      from unnest(${of(({ reportingPeriod }) => reportingPeriod.programmeId)}::bigint[],
        ${of(({ reportingPeriod }) => reportingPeriod.enrolmentId)}::bigint[],
        ${of(({ report }) => report.form)}::text[],
        ${of(({ report }) => report.slot)}::text[],
        ${of(({ report }) => report.day)}::date[],
        ${of(({ report }) => report.id)}::uuid[],
        ${of(({ submission }) => `{${submission.levels.join()}}`)}::text[],
        ${of(({ report }) => report.sentAt.toISOString())}::timestamptz[],
        ${of(({ alertAlike }) => alertAlike)}::boolean[])
        as a (programme_id, enrolment_id, form, slot, day, report_id, levels, sent_at, alike)
      where (select whole from held_all)
        and (not a.alike or not exists (select from alerts f where f.enrolment_id = a.enrolment_id
          and f.form = a.form and f.slot = a.slot))
      on conflict (enrolment_id, form, slot) where state <> 'closed' do update
        set levels = (select array_agg(distinct level order by level)
          from unnest(alerts.levels || excluded.levels) level))`;
  return { suffix: '.alerts', cte };
}
