import type { Readable } from 'node:stream';
import { zoneName } from '../../forms/dates-in-words.ts';
import { dayOf } from '../../forms/days.ts';
import type { Lang, Text } from '../../forms/definition.ts';
import { inBrackets } from '../../forms/joiners.ts';
import { shortInstant } from '../../forms/wall-time.ts';
import { allPages } from '../../platform/all-pages.ts';
import { type ExportNote, noteExport } from '../../platform/audit-lists.ts';
import type { QueryOf } from '../../platform/contract.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Actor, PlaceScope } from '../../platform/scope.ts';
import { countRows } from '../../platform/sheets/count-rows.ts';
import { withMaker } from '../../platform/sheets/made-by.ts';
import {
  type SheetColumn,
  type SheetValue,
  textColumn,
  writeSheet,
} from '../../platform/sheets/write.ts';
import { namesOf } from '../people/public.ts';
import type { Programme } from '../programmes/public.ts';
import { auditKindNames, everyAuditAction, type oversight } from './contract.ts';
import { detailsInWords } from './details.ts';
import { type AuditRow, type EntryKey, listEntries, mostCounted } from './queries-entries.ts';
import { searchOf } from './trail.ts';

const words = {
  title: { zh: '审计日志', en: 'Audit trail' },
  at: { zh: '时间', en: 'Time' },
  action: { zh: '操作', en: 'Action' },
  kind: { zh: '类型', en: 'Kind' },
  shown: { zh: '涉及人数', en: 'People shown' },
  actor: { zh: '操作人', en: 'User' },
  person: { zh: '涉及人员', en: 'Person' },
  place: { zh: '机构', en: 'Organisation' },
  reason: { zh: '原因', en: 'Reason' },
  details: { zh: '其他', en: 'Details' },
  system: { zh: '系统', en: 'System' },
} satisfies Record<string, Text>;

const actionNames: Record<string, Text> = everyAuditAction;

const entriesAtOnce = 500;

/**
 * The entries that are looked for, a row each, newest first; read and written piece by piece. The trail notes
 * the start, for data leaves from then on, and the end with the count.
 */
export async function exportTrail(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { format = 'csv', lang = 'zh', ...asked }: QueryOf<typeof oversight.exportAudit>,
): Promise<{ stream: Readable; name: string }> {
  const { zone, programmes, part, filter } = await searchOf(platform, scope, asked);
  const names = await namesOf(platform.db, [actor.personId]);
  const now = platform.clock.now();
  async function* rowsOf(trail: ExportNote): AsyncGenerator<SheetValue[], void, undefined> {
    const pages = allPages(
      entriesAtOnce,
      (before: EntryKey | undefined, limit) =>
        listEntries(platform.db, part, { ...filter, before, limit }),
      ({ at, id }) => ({ at, id }),
    );
    for await (const rows of pages) {
      await trail.took(rows.flatMap(({ personId }) => (personId ? [{ personId }] : [])));
      for (const row of rows) yield cellsOf(row, { lang, zone, programmes });
    }
  }
  const details = { ...asked, format, lang };
  const entry = { action: 'audit.exported' as const, placeId: asked.placeId ?? null };
  const trail = await noteExport(platform, actor, [{ ...entry, details }]);
  const rows = countRows(rowsOf(trail), (count, whole) =>
    platform.transaction(actor, (tx) =>
      tx.audit({ ...entry, details: { ...details, rows: count, whole } }),
    ),
  );
  const title = words.title[lang];
  const maker = { name: names.get(actor.personId) ?? '', at: shortInstant(now, zone) };
  const stream = writeSheet({
    ...{ format, sheetName: title, columns: columnsIn(lang, zone) },
    rows: withMaker(rows, maker, lang),
  });
  return { stream, name: `${title} ${dayOf(now, zone)}.${format}` };
}

function columnsIn(lang: Lang, zone: string): SheetColumn[] {
  const text = (label: Text, width: number) => textColumn(label, lang, width);
  return [
    {
      header: `${words.at[lang]}${inBrackets(zoneName(zone, lang), lang)}`,
      kind: 'datetime',
      width: 18,
    },
    text(words.kind, 10),
    text(words.action, 24),
    text(words.actor, 16),
    text(words.person, 16),
    { header: words.shown[lang], kind: 'number', width: 12 },
    text(words.place, 24),
    text(words.reason, 30),
    text(words.details, 60),
  ];
}

function cellsOf(
  row: AuditRow,
  { lang, zone, programmes }: { lang: Lang; zone: string; programmes: Programme[] },
): SheetValue[] {
  return [
    shortInstant(row.at, zone),
    auditKindNames[row.kind][lang],
    actionNames[row.action]?.[lang] ?? row.action,
    row.actorName ?? words.system[lang],
    row.personName,
    row.shown === mostCounted ? `${mostCounted}+` : row.shown || null,
    lang === 'zh' ? row.placeZh : row.placeEn,
    row.reason,
    detailsInWords(row.details, programmes)[lang],
  ];
}
