import type { Readable } from 'node:stream';
import { zoneName } from '../../../forms/dates-in-words.ts';
import { dayOf } from '../../../forms/days.ts';
import type { Lang, Text } from '../../../forms/definition.ts';
import { inBrackets } from '../../../forms/joiners.ts';
import { shortInstant } from '../../../forms/wall-time.ts';
import { allPages } from '../../../platform/all-pages.ts';
import { type ExportNote, noteExport } from '../../../platform/audit-lists.ts';
import { appNames, type QueryOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { countRows } from '../../../platform/sheets/count-rows.ts';
import { withMaker } from '../../../platform/sheets/made-by.ts';
import {
  type SheetColumn,
  type SheetValue,
  textColumn,
  writeSheet,
} from '../../../platform/sheets/write.ts';
import { makerOf } from '../../people/public.ts';
import type { Programme } from '../../programmes/public.ts';
import type { feedback } from '../contract.ts';
import { feedbackKindNames, feedbackStateNames } from '../contract-schemas.ts';
import { listEntries, type SaidEntry } from '../queries.ts';
import { firstWordsOf, wordsOf } from '../serializers.ts';
import { listReceived, type ReceivedRow } from './queries.ts';
import { programmesOf, type Search, searchOf } from './search.ts';

const words = {
  title: { zh: '意见反馈', en: 'Feedback' },
  number: { zh: '编号', en: 'Number' },
  sentAt: { zh: '提交时间', en: 'Sent' },
  kind: { zh: '类别', en: 'Kind' },
  state: { zh: '状态', en: 'State' },
  keeper: { zh: '处理人', en: 'Looked after by' },
  programme: { zh: '项目', en: 'Programme' },
  place: { zh: '机构或站点', en: 'Organisation or site' },
  person: { zh: '姓名', en: 'Name' },
  app: { zh: '提交方式', en: 'Sent from' },
  words: { zh: '内容', en: 'Feedback' },
  more: { zh: '补充', en: 'Added' },
  answer: { zh: '答复', en: 'Answer' },
  photos: { zh: '图片数', en: 'Photos' },
  contact: { zh: '希望联系', en: 'Wishes to be contacted' },
  changedAt: { zh: '最近处理时间', en: 'Last change' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
} satisfies Record<string, Text>;

const atOnce = 500;

type Job = Search & { platform: Platform; lang: Lang };

/**
 * The feedback that is looked for, a row each, newest first; read and written piece by piece. How somebody wishes to
 * be reached stays in the console, where each look is noted. The last row says who made the sheet and when. The trail
 * notes the start, for data leaves from then on, and the end with the count.
 */
export async function exportFeedback(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { format, lang, ...asked }: QueryOf<typeof feedback.export>,
): Promise<{ stream: Readable; name: string }> {
  const job = { ...(await searchOf(platform, scope, asked)), platform, lang };
  const entries = (more: object) =>
    job.auditPlaces.map((placeId) => ({
      ...{ action: 'feedback.exported' as const, placeId },
      details: { ...job.details, format, lang, ...more },
    }));
  const noted = await noteExport(platform, actor, entries({}));
  const now = platform.clock.now();
  const rows = countRows(rowsOf(job, noted), (count, whole) =>
    platform.transaction(actor, (tx) => tx.audit(...entries({ rows: count, whole }))),
  );
  const stream = writeSheet({
    ...{ format, sheetName: words.title[lang], columns: columnsOf(job) },
    rows: withMaker(rows, await makerOf(platform, actor, job.zone), lang),
  });
  return { stream, name: `${words.title[lang]} ${dayOf(now, job.zone)}.${format}` };
}

function columnsOf({ lang, zone }: Job): SheetColumn[] {
  const text = (label: Text, width: number) => textColumn(label, lang, width);
  const time = (label: Text): SheetColumn => ({
    header: `${label[lang]}${inBrackets(zoneName(zone, lang), lang)}`,
    ...{ kind: 'datetime', width: 18 },
  });
  return [
    { header: words.number[lang], kind: 'number', width: 10 },
    time(words.sentAt),
    text(words.kind, 12),
    text(words.state, 12),
    text(words.keeper, 16),
    text(words.programme, 28),
    text(words.place, 28),
    text(words.person, 20),
    text(words.app, 12),
    text(words.words, 60),
    text(words.more, 40),
    text(words.answer, 60),
    { header: words.photos[lang], kind: 'number', width: 8 },
    text(words.contact, 12),
    time(words.changedAt),
  ];
}

async function* rowsOf(job: Job, noted: ExportNote): AsyncGenerator<SheetValue[], void, undefined> {
  const { platform, scope, filter } = job;
  const pages = allPages(
    atOnce,
    (after: number | undefined, limit) =>
      listReceived(platform.db, scope, filter, { after, direction: 'desc', limit }),
    ({ id }) => id,
  );
  for await (const rows of pages) {
    await noted.took(rows);
    const [programmes, entries] = await Promise.all([
      programmesOf(platform, rows),
      listEntries(
        platform.db,
        rows.map(({ id }) => id),
      ),
    ]);
    for (const row of rows) yield cellsOf(job, row, programmes, entries.get(row.id) ?? []);
  }
}

function cellsOf(
  { platform: { keys }, lang, zone }: Job,
  row: ReceivedRow,
  programmes: ReadonlyMap<number, Programme>,
  entries: SaidEntry[],
): SheetValue[] {
  const programme = programmes.get(row.programmeId ?? 0);
  const said = (kind: SaidEntry['kind']) =>
    entries.flatMap((entry) => (entry.kind === kind ? (wordsOf(keys, entry) ?? []) : []));
  return [
    row.id,
    shortInstant(row.sentAt, zone),
    feedbackKindNames[row.kind][lang],
    feedbackStateNames[row.state][lang],
    row.keeperName,
    programme?.definition.name[lang] ?? null,
    lang === 'zh' ? row.placeZh : row.placeEn,
    row.name,
    appNames[row.app][lang],
    firstWordsOf(keys, row),
    said('added').join('\n'),
    said('answered').join('\n'),
    row.photos.length,
    words[row.contact ? 'yes' : 'no'][lang],
    shortInstant(row.changedAt, zone),
  ];
}
