import type { Readable } from 'node:stream';
import type { Text } from '../../../forms/definition.ts';
import { shortInstant } from '../../../forms/wall-time.ts';
import { allPages } from '../../../platform/all-pages.ts';
import { type ExportNote, noteExport } from '../../../platform/audit-lists.ts';
import type { QueryOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { countRows } from '../../../platform/sheets/count-rows.ts';
import { withMaker } from '../../../platform/sheets/made-by.ts';
import { type SheetColumn, type SheetValue, writeSheet } from '../../../platform/sheets/write.ts';
import { makerOf } from '../../people/public.ts';
import { auditEntries, resolveProgramme } from '../../programmes/public.ts';
import type { reports } from '../contract.ts';
import { personCells, personColumns } from '../export/parts.ts';
import { dailyFormOf } from '../staff/audience.ts';
import { paperWording } from '../words.ts';
import { missingList } from './list.ts';
import type { Standing } from './standing.ts';

const words = {
  missing: { zh: '未报名单', en: 'Missing reports' },
  milestoneUnknown: { zh: '填报期未知名单', en: 'Reporting days unknown' },
  missedInRow: { zh: '连续未报天数', en: 'Days missed in a row' },
  lastReported: { zh: '最近填报日期', en: 'Last reported on' },
  reminded: { zh: '提醒时间', en: 'Reminded at' },
} satisfies Record<string, Text>;

/**
 * Who has not reported on a day, or of whom a milestone is not known, a row each. Read and written piece by
 * piece; the audit trail notes the start, for data leaves from then on, and the end with the count.
 */
export async function exportMissing(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  query: QueryOf<typeof reports.exportMissing>,
): Promise<{ stream: Readable; name: string }> {
  const { sort, ...noted } = query;
  const { form, day, kind, format, lang } = noted;
  const here = await resolveProgramme(platform, scope, query);
  const { title } = dailyFormOf(here, form).definition;
  const read = await missingList(platform, here, query);
  const wording = paperWording(lang, here.programme.definition.zone);
  // By their days in a row, all are found anew for each page.
  const peopleAtOnce = sort === 'run' ? 20_000 : 500;
  async function* rowsOf(note: ExportNote): AsyncGenerator<SheetValue[], void, undefined> {
    for await (const people of allPages(peopleAtOnce, read, ({ key }) => key)) {
      await note.took(people);
      for (const person of people) {
        yield [...personCells(here, lang, person), ...standingCells(person, wording.zone)];
      }
    }
  }
  const details = { ...noted, programmeId: here.programme.id };
  const entries = (more: object) =>
    auditEntries(here, { action: 'report.missing_exported', details: { ...details, ...more } });
  const note = await noteExport(platform, actor, entries({}));
  const rows = countRows(rowsOf(note), (count, whole) =>
    platform.transaction(actor, (tx) => tx.audit(...entries({ rows: count, whole }))),
  );
  const columns = [...personColumns(here, lang), ...standingColumns(lang)];
  const name = `${title[lang]} ${words[kind][lang]} ${day}`;
  const maker = await makerOf(platform, actor, wording.zone);
  const stream = writeSheet({
    ...{ format, sheetName: words[kind][lang], columns },
    rows: withMaker(rows, maker, lang),
  });
  return { stream, name: `${name}.${format}` };
}

function standingColumns(lang: 'zh' | 'en'): SheetColumn[] {
  return [
    { header: words.missedInRow[lang], kind: 'number', width: 14 },
    { header: words.lastReported[lang], kind: 'date', width: 14 },
    { header: words.reminded[lang], kind: 'datetime', width: 18 },
  ];
}

function standingCells(
  { missedInRow, lastReported, remindedAt }: Standing,
  zone: string,
): SheetValue[] {
  return [missedInRow, lastReported, remindedAt && shortInstant(remindedAt, zone)];
}
