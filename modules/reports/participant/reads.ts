import { maskName } from '../../../credential/masked-name.ts';
import { milestonesFrom } from '../../../forms/policy.ts';
import { compile } from '../../../forms/validate.ts';
import type { App, BodyOf, QueryOf, ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import type { SelfScope } from '../../../platform/scope.ts';
import { namesOf } from '../../people/public.ts';
import { findWholeRegion as findRegion } from '../../places/public-rules.ts';
import { type FormVersion, formsFor, formVersionsOf } from '../../programmes/public.ts';
import type { reports } from '../contract.ts';
import { decryptValues, type maskValues } from '../encryption.ts';
import { findReportingPeriod, listMilestoneSources } from '../periods/queries.ts';
import { milestoneForms } from '../periods/rules.ts';
import { checkRange } from '../range.ts';
import { listCurrentReports, listReports, type ReportRow } from './queries.ts';
import { type Enrolled, requireEnrolment } from './require-enrolment.ts';
import { calendarOf, dailyForms, effectOf, missedOf, overviewOf, type Situation } from './rules.ts';

/** What people see of their own. */

export async function situationOf(
  platform: Platform,
  enrolled: Enrolled,
): Promise<Situation & { declared: Record<string, number> }> {
  const { facts, programme } = enrolled;
  const checking = [...programme.forms.values()].filter(({ definition }) => definition.checks);
  const [reportingPeriod, currentReports] = await Promise.all([
    findReportingPeriod(platform.db, facts.enrolmentId),
    listCurrentReports(
      platform.db,
      facts.enrolmentId,
      checking.map(({ form }) => form),
    ),
  ]);
  const made = currentReports.filter(({ content }) => content !== null);
  const versions = await formVersionsOf(platform, made);
  const { declared } = getOrNotFound(reportingPeriod);
  return {
    enrolled,
    reportingPeriod: getOrNotFound(reportingPeriod),
    declared,
    currentReports,
    versions,
  };
}

export async function overview(
  platform: Platform,
  self: SelfScope,
  app: App,
): Promise<ResponseOf<typeof reports.overview>> {
  const enrolled = await requireEnrolment(platform, self);
  const situation = await situationOf(platform, enrolled);
  const { declaration } = enrolled.programme.definition;
  const declarationNeeded =
    declaration !== undefined && situation.declared[app] !== declaration.version;
  return { ...overviewOf(situation), declarationNeeded };
}

export async function days(
  platform: Platform,
  self: SelfScope,
  { from, to }: QueryOf<typeof reports.days>,
): Promise<ResponseOf<typeof reports.days>> {
  checkRange(from, to);
  const situation = await situationOf(platform, await requireEnrolment(platform, self));
  return calendarOf(situation, from, to);
}

export async function missed(
  platform: Platform,
  self: SelfScope,
): Promise<ResponseOf<typeof reports.missed>> {
  const enrolled = await requireEnrolment(platform, self);
  const daily = dailyForms(enrolled);
  const canBackfill = daily.length > 0 && daily.every(({ policy }) => policy.backfill);
  return { days: missedOf(await situationOf(platform, enrolled)), canBackfill };
}

/** What a report would change about the days due, told before it is sent. What is not in order changes nothing. */
export async function effect(
  platform: Platform,
  self: SelfScope,
  { form: code, entry, values }: BodyOf<typeof reports.effect>,
): Promise<ResponseOf<typeof reports.effect>> {
  const nothing = { newlyMissed: 0, phase: null };
  const enrolled = await requireEnrolment(platform, self);
  const { facts, programme, placements, now, today } = enrolled;
  const { definition } = programme;
  const form = formsFor(programme, facts, placements).find((each) => each.form === code);
  if (!form || !milestoneForms(definition).has(code)) return nothing;
  const { zone } = definition;
  const checked = compile(form.definition)(values, { today, now, zone, findRegion });
  if (!checked.ok) return nothing;
  const forms = [...milestoneForms(definition)];
  const [situation, sources] = await Promise.all([
    situationOf(platform, enrolled),
    listMilestoneSources(platform.db, facts.enrolmentId, forms),
  ]);
  const slot = form.policy.slots === 'single' ? 'one' : (entry?.toLowerCase() ?? null);
  const others = sources.filter((each) => each.form !== code || each.slot !== slot);
  const own = { form: code, values: checked.values, reportedAt: now.toISOString() };
  return effectOf(situation, milestonesFrom(definition.milestones, [...others, own]));
}

type ReportsResponse = ResponseOf<typeof reports.summary>;

export async function ownReports(
  platform: Platform,
  self: SelfScope,
  which: { form?: string; slot?: string | undefined } = {},
): Promise<ReportsResponse> {
  const { facts } = await requireEnrolment(platform, self);
  const all = which.slot !== undefined;
  return serializeReports(
    platform,
    await listReports(platform.db, facts.enrolmentId, { ...which, all }),
    facts.personId,
    decryptValues,
  );
}

/** Reports with the definitions that they were made with; `show` says in how far numbers are to be seen. */
export async function serializeReports(
  platform: Platform,
  rows: ReportRow[],
  personId: string,
  show: typeof decryptValues | typeof maskValues,
): Promise<ReportsResponse> {
  const versions = await formVersionsOf(
    platform,
    rows.map((row) => ({ formVersionId: row.form_version_id })),
  );
  const senders = rows.flatMap(({ sent_by }) => (sent_by === personId ? [] : [sent_by]));
  const names = senders.length > 0 ? await namesOf(platform.db, [...new Set(senders)]) : null;
  const definitions = [...versions].map(([id, { definition }]) => [id, definition]);
  const valuesOf = ({ form_version_id, enrolment_id, content }: ReportRow) => {
    const { definition } = versions.get(form_version_id) as FormVersion;
    return show(platform.keys, { definition, enrolmentId: enrolment_id }, content);
  };
  return {
    reports: rows.map((row) => ({
      id: row.id,
      form: row.form,
      formVersionId: row.form_version_id,
      slot: row.slot,
      day: row.day,
      version: row.version,
      values: valuesOf(row),
      alerts: row.alerts,
      incomplete: row.incomplete,
      sentAt: row.sent_at.toISOString(),
      app: row.app,
      sentBy: row.sent_by === personId ? null : maskName(names?.get(row.sent_by) ?? ''),
    })),
    definitions: Object.fromEntries(definitions),
  };
}
