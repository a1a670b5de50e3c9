import type { Readable } from 'node:stream';
import { alertRulesOf } from '../../../forms/alerts.ts';
import { addDays } from '../../../forms/days.ts';
import type { Field, Text } from '../../../forms/definition.ts';
import { joiners } from '../../../forms/joiners.ts';
import { shortInstant } from '../../../forms/wall-time.ts';
import { allPages } from '../../../platform/all-pages.ts';
import { type ExportNote, noteExport } from '../../../platform/audit-lists.ts';
import { appNames, type QueryOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, invalid } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { countRows } from '../../../platform/sheets/count-rows.ts';
import { withMaker } from '../../../platform/sheets/made-by.ts';
import {
  type SheetColumn,
  type SheetValue,
  textColumn,
  writeSheet,
} from '../../../platform/sheets/write.ts';
import { type Identifier, makerOf } from '../../people/public.ts';
import {
  allFormVersions,
  auditEntries,
  type FormVersion,
  type ProgrammeView,
  resolveProgramme,
  withIdentifiers,
} from '../../programmes/public.ts';
import { alertStateNames } from '../alerts/contract.ts';
import type { reports } from '../contract.ts';
import { audienceOf } from '../eligibility.ts';
import { maskValues } from '../encryption.ts';
import { checkRange } from '../range.ts';
import {
  keyOfPerson,
  listReportingPeriodPeople,
  type PersonKey,
  type ReportingPeriodPerson,
} from '../staff/queries.ts';
import { type PaperWording, paperWording } from '../words.ts';
import { cellsOf, fieldColumns, fieldsOfAll, widthOf } from './columns.ts';
import { personCells, personColumns } from './parts.ts';
import { type ExportedReport, listReportsOf } from './queries.ts';

type ExportedPerson = ReportingPeriodPerson & { identifiers: Identifier[] };
type Query = QueryOf<typeof reports.export>;

const words = {
  day: { zh: '日期', en: 'Day' },
  state: { zh: '状态', en: 'State' },
  sent: { zh: '提交时间', en: 'Sent' },
  version: { zh: '版本', en: 'Version' },
  app: { zh: '填报方式', en: 'Sent from' },
  alerts: { zh: '预警', en: 'Alerts' },
  alertState: { zh: '预警处理', en: 'Alert state' },
  done: { zh: '已填报', en: 'Reported' },
  incomplete: { zh: '待补充', en: 'Incomplete' },
  missing: { zh: '未填报', en: 'Not reported' },
} satisfies Record<string, Text>;

const peopleAtOnce = 500;

/**
 * Reports of a form between two days, a row each, person by person. Read and written piece by piece,
 * so that neither memory nor other requests feel how many there are. Numbers of documents and phones
 * are masked. The audit trail notes the start, for data leaves from then on, and the end with the count.
 */
export async function exportReports(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  query: Query,
): Promise<{ stream: Readable; name: string }> {
  const here = await resolveProgramme(platform, scope, query);
  const form = getOrNotFound(here.programme.forms.get(query.form));
  const days = daysOf(query, form);
  const job: Job = {
    platform,
    here,
    form,
    query,
    days,
    versions: await allFormVersions(platform, here.programme.id, form.form),
    wording: paperWording(query.lang, here.programme.definition.zone),
  };
  const { format, lang } = query;
  const details = { ...query, programmeId: here.programme.id };
  const entries = (action: 'export.started' | 'reports.exported', more: object) =>
    auditEntries(here, { action, details: { ...details, ...more } });
  const note = await noteExport(platform, actor, entries('export.started', {}));
  const rows = countRows(rowsOf(job, note), (count, whole) =>
    platform.transaction(actor, (tx) =>
      tx.audit(...entries('reports.exported', { rows: count, whole })),
    ),
  );
  const title = form.definition.title[lang];
  const maker = await makerOf(platform, actor, job.wording.zone);
  const stream = writeSheet({
    ...{ format, sheetName: title, columns: sheetColumns(job) },
    rows: withMaker(rows, maker, lang),
  });
  const name = [title, ...(days ? [days.from, days.to] : [])].join(' ');
  return { stream, name: `${name}.${format}` };
}

type Days = { from: string; to: string };

/** The days that are wanted; null for all. Daily forms are exported for a range, or they would be endless. */
function daysOf({ from, to }: Query, { policy }: FormVersion): Days | null {
  if (from === undefined && to === undefined && policy.slots !== 'daily') return null;
  for (const [path, day] of Object.entries({ from, to })) {
    if (day === undefined) throw invalid({ path, code: 'required' });
  }
  const days = { from: from ?? '', to: to ?? '' };
  checkRange(days.from, days.to);
  return days;
}

type Job = {
  platform: Platform;
  here: ProgrammeView;
  form: FormVersion;
  query: Query;
  /** The days that are wanted; null for all. */
  days: Days | null;
  /** Every version of the form, newest first. */
  versions: FormVersion[];
  wording: PaperWording;
};

function fieldsOf({ versions }: Job): Field[] {
  return fieldsOfAll(versions.map(({ definition }) => definition));
}

function sheetColumns(job: Job): SheetColumn[] {
  const { lang } = job.wording;
  const text = (label: Text, width?: number) => textColumn(label, lang, width);
  return [
    ...personColumns(job.here, lang),
    { header: words.day[lang], kind: 'date', width: 12 },
    text(words.state, 12),
    ...fieldsOf(job).flatMap((field) => fieldColumns(field, lang)),
    text(words.alerts),
    text(words.alertState, 10),
    { header: words.version[lang], kind: 'number', width: 8 },
    text(words.app, 10),
    { header: words.sent[lang], kind: 'datetime', width: 18 },
  ];
}

async function* rowsOf(job: Job, note: ExportNote): AsyncGenerator<SheetValue[], void, undefined> {
  const { platform, here, form, query } = job;
  const { scope, programme } = here;
  const filter = { programmeId: programme.id, groups: audienceOf(here, form, query.group) };
  const fields = fieldsOf(job);
  const pages = allPages(
    peopleAtOnce,
    (after: PersonKey | undefined, limit) =>
      listReportingPeriodPeople(platform.db, scope, filter, { limit, ...(after && { after }) }),
    keyOfPerson,
  );
  for await (const rows of pages) {
    const people = await withIdentifiers(platform, programme, rows);
    const ids = people.map(({ enrolmentId }) => enrolmentId);
    const reported = Map.groupBy(
      await listReportsOf(platform.db, ids, form.form, job.days),
      ({ enrolmentId }) => enrolmentId,
    );
    await note.took(withRows(job, people, reported));
    for (const person of people) {
      yield* personRows(job, fields, person, reported.get(person.enrolmentId) ?? []);
    }
  }
}

/** Those of these people of whom the file has a row. */
function withRows(
  job: Job,
  people: ExportedPerson[],
  reported: Map<number, ExportedReport[]>,
): ExportedPerson[] {
  return people.filter((person) => {
    const own = reported.get(person.enrolmentId) ?? [];
    return own.length > 0 || missingDays(job, person, own).length > 0;
  });
}

/** A person's reports, with the days that they missed between them where those are wanted. */
function* personRows(
  job: Job,
  fields: Field[],
  person: ExportedPerson,
  reported: ExportedReport[],
): Generator<SheetValue[], void, undefined> {
  const missing = missingDays(job, person, reported);
  for (const report of reported) {
    while (missing.length > 0 && (missing[0] as string) < report.day) {
      yield missingRow(job, fields, person, missing.shift() as string);
    }
    yield reportRow(job, fields, person, report);
  }
  for (const day of missing) yield missingRow(job, fields, person, day);
}

function missingDays(
  { here, form, query, days: range }: Job,
  { from, to }: ExportedPerson,
  reported: ExportedReport[],
): string[] {
  const isWanted = query.withMissing && form.policy.slots === 'daily';
  if (!isWanted || range === null || from === null || to === null) return [];
  const done = new Set(reported.map(({ day }) => day));
  const days: string[] = [];
  const last = [to, range.to, here.today].sort()[0] as string;
  for (let day = from > range.from ? from : range.from; day <= last; day = addDays(day, 1)) {
    if (!done.has(day)) days.push(day);
  }
  return days;
}

function missingRow(job: Job, fields: Field[], person: ExportedPerson, day: string): SheetValue[] {
  const empty: SheetValue[] = [
    ...fields.flatMap((field) => Array.from({ length: widthOf(field) }, () => null)),
    null,
    null,
    null,
    null,
    null,
  ];
  return [
    ...personCells(job.here, job.wording.lang, person),
    day,
    words.missing[job.wording.lang],
    ...empty,
  ];
}

function reportRow(
  job: Job,
  fields: Field[],
  person: ExportedPerson,
  report: ExportedReport,
): SheetValue[] {
  const { lang, zone } = job.wording;
  const definition = job.versions.find(({ id }) => id === report.formVersionId)?.definition;
  const own = new Map(definition?.fields.map((field) => [field.code, field]));
  const { enrolmentId, content } = report;
  const values = definition
    ? maskValues(job.platform.keys, { definition, enrolmentId }, content)
    : content;
  const alerts = definition ? alertRulesOf(definition, report.alerts) : [];
  return [
    ...personCells(job.here, lang, person),
    report.day,
    (report.incomplete ? words.incomplete : words.done)[lang],
    ...fields.flatMap((field) => cellsOf(field, own.get(field.code), values, job.wording)),
    alerts.map(({ label }) => label[lang]).join(joiners[lang].list),
    report.alertState && alertStateNames[report.alertState][lang],
    report.version,
    appNames[report.app][lang],
    shortInstant(report.sentAt, zone),
  ];
}
