import type { Readable } from 'node:stream';
import { alertRulesOf } from '../../../forms/alerts.ts';
import { addDays } from '../../../forms/days.ts';
import type { Field, Lang, Text, Values } from '../../../forms/definition.ts';
import { columnsOf, wordsOf } from '../../../forms/fields/registry.ts';
import { appNames, type QueryOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { type SheetColumn, type SheetValue, writeSheet } from '../../../platform/sheets/write.ts';
import type { Identifier } from '../../people/public.ts';
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
import { clockIn, type PaperWording, paperWording } from '../words.ts';
import { countRows, personCells, personColumns, textColumn } from './parts.ts';
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

const colon: Text = { zh: '：', en: ': ' };

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
  checkRange(query.from, query.to);
  const here = await resolveProgramme(platform, scope, query);
  const form = getOrNotFound(here.programme.forms.get(query.form));
  const job: Job = {
    platform,
    here,
    form,
    query,
    versions: await allFormVersions(platform, here.programme.id, form.form),
    wording: paperWording(query.lang, here.programme.definition.zone),
  };
  const { format, lang, from, to } = query;
  const details = { ...query, programmeId: here.programme.id };
  const note = (action: 'export.started' | 'reports.exported', more: object) =>
    platform.transaction(actor, (tx) =>
      tx.audit(...auditEntries(here, { action, details: { ...details, ...more } })),
    );
  await note('export.started', {});
  const rows = countRows(rowsOf(job), (count, whole) =>
    note('reports.exported', { rows: count, whole }),
  );
  const title = form.definition.title[lang];
  const stream = writeSheet({ format, sheetName: title, columns: sheetColumns(job), rows });
  return { stream, name: `${title} ${from} ${to}.${format}` };
}

type Job = {
  platform: Platform;
  here: ProgrammeView;
  form: FormVersion;
  query: Query;
  /** Every version of the form, newest first. */
  versions: FormVersion[];
  wording: PaperWording;
};

/** The fields of all versions of the form; of one that changed, as the newest has it. */
function fieldsOf({ versions }: Job): Field[] {
  const fields = new Map<string, Field>();
  for (const { definition } of versions) {
    for (const field of definition.fields) {
      if (!fields.has(field.code)) fields.set(field.code, field);
    }
  }
  return [...fields.values()];
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

function fieldColumns(field: Field, lang: Lang): SheetColumn[] {
  return columnsOf(field).map(({ label, unit, kind, width }) => {
    const header = [field.label[lang], ...(label ? [label[lang]] : [])].join(colon[lang]);
    return { header: unit ? `${header} (${unit[lang].trim()})` : header, kind, width };
  });
}

async function* rowsOf(job: Job): AsyncGenerator<SheetValue[], void, undefined> {
  const { platform, here, form, query } = job;
  const { scope, programme } = here;
  const filter = { programmeId: programme.id, groups: audienceOf(here, form, query.group) };
  const fields = fieldsOf(job);
  let after: PersonKey | undefined;
  for (;;) {
    const page = { limit: peopleAtOnce, ...(after && { after }) };
    const rows = await listReportingPeriodPeople(platform.db, scope, filter, page);
    const people = await withIdentifiers(platform, programme, rows);
    const ids = people.map(({ enrolmentId }) => enrolmentId);
    const reported = Map.groupBy(
      await listReportsOf(platform.db, ids, query),
      ({ enrolmentId }) => enrolmentId,
    );
    for (const person of people) {
      yield* personRows(job, fields, person, reported.get(person.enrolmentId) ?? []);
    }
    const last = people.at(-1);
    if (!last || people.length < peopleAtOnce) return;
    after = keyOfPerson(last);
  }
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
  { here, form, query }: Job,
  { from, to }: ExportedPerson,
  reported: ExportedReport[],
): string[] {
  if (!query.withMissing || form.policy.slots !== 'daily' || from === null || to === null)
    return [];
  const done = new Set(reported.map(({ day }) => day));
  const days: string[] = [];
  const last = [to, query.to, here.today].sort()[0] as string;
  for (let day = from > query.from ? from : query.from; day <= last; day = addDays(day, 1)) {
    if (!done.has(day)) days.push(day);
  }
  return days;
}

function missingRow(job: Job, fields: Field[], person: ExportedPerson, day: string): SheetValue[] {
  const empty: SheetValue[] = [
    ...fields.flatMap((field) => columnsOf(field).map(() => null)),
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
    alerts.map(({ label }) => label[lang]).join(lang === 'zh' ? '、' : ', '),
    report.alertState && alertStateNames[report.alertState][lang],
    report.version,
    appNames[report.app][lang],
    clockIn(zone, report.sentAt),
  ];
}

/** A value as the version that it was reported with understands it, in the columns of the newest. */
function cellsOf(
  newest: Field,
  own: Field | undefined,
  values: Values,
  wording: PaperWording,
): SheetValue[] {
  const columns = columnsOf(newest);
  const value = own && values[own.code];
  if (!own || value === undefined) return columns.map(() => null);
  if (own.type === newest.type) return columnsOf(own).map(({ cell }) => cell(value, wording));
  return columns.map((_, index) => (index === 0 ? wordsOf(own, value, wording) : null));
}
