import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { zoneName } from '../../../forms/dates-in-words.ts';
import type { Lang } from '../../../forms/definition.ts';
import { type ExportNote, noteExport } from '../../../platform/audit-lists.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, Problem } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { countRows } from '../../../platform/sheets/count-rows.ts';
import { type SheetFormat, type SheetValue, writeSheet } from '../../../platform/sheets/write.ts';
import { makerOf } from '../../people/public.ts';
import { auditEntries } from '../../programmes/public.ts';
import { type screening, screeningProblems } from '../contract.ts';
import {
  cancelExport as cancelIn,
  estimateChecks,
  findExport,
  finishExport,
  insertExport,
  noteRows,
  takeExport,
} from './queries-exports.ts';
import type { Key } from './queries-walk.ts';
import { serialize } from './reads.ts';
import { type Asked, findPage, type Search, searchFor } from './search.ts';
import { cellsOf, columnsIn, titleIn } from './sheet.ts';

type Wanted = Asked & { format: SheetFormat; lang: Lang };

const purpose = (id: string) => `screening.export ${id}`;
const goodFor = 3_600_000;
const rowsAtOnce = 2000;
/** So often an export says how far it is, and hears whether it is still wanted. */
const usualTellEvery = 1000;
/** One that says nothing for so long was cut off with its server; whoever fetches slowly is still heard of. */
const longestSilence = 5 * 60_000;

const silentSince = ({ clock }: Platform): Date => new Date(clock.now().getTime() - longestSilence);

/** Remembers what is wanted; the file is fetched by its id. */
export async function startExport(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  wanted: BodyOf<typeof screening.startExport>,
): Promise<ResponseOf<typeof screening.startExport>> {
  const { format: _, lang: __, ...asked } = wanted;
  const search = await searchFor(platform, actor, scope, asked, 'export');
  const people = search.people?.enrolmentIds ?? null;
  const estimated = await estimateChecks(platform.db, search.wanted, people);
  const id = randomUUID();
  await platform.transaction(actor, async (tx) => {
    // How many there are says something of whoever was looked for, also where the file is never fetched.
    if (asked.document !== undefined) {
      const personId = search.people?.personId ?? null;
      await tx.audit(...auditEntries(search, { action: 'check.searched', personId }));
    }
    await insertExport(tx.db, {
      ...{ id, personId: actor.personId, programmeId: search.programme.id, estimated },
      asked: platform.keys.encrypt(purpose(id), JSON.stringify(wanted)),
      now: tx.now,
    });
  });
  return { id, estimated };
}

export async function exportProgress(
  platform: Platform,
  { personId }: Actor,
  id: string,
): Promise<ResponseOf<typeof screening.exportProgress>> {
  const { state, rows, estimated } = getOrNotFound(
    await findExport(platform.db, personId, id, silentSince(platform)),
  );
  return { state, rows, estimated };
}

export async function cancelExport(platform: Platform, actor: Actor, id: string): Promise<void> {
  await platform.transaction(actor, async (tx) => {
    getOrNotFound(await cancelIn(tx.db, actor.personId, id, tx.now));
  });
}

type ExportOptions = {
  id: string;
  /** After so many rows a sheet is full; as many as one can have where left out. */
  maxRows?: number;
  /** In milliseconds. */
  tellEvery?: number;
};

/**
 * The file of an export: read and written piece by piece, as fast as it is fetched; memory holds some thousand rows. The
 * trail notes the start, for data leaves from then on, and the end with the count.
 */
export async function exportFile(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { id, maxRows, tellEvery = usualTellEvery }: ExportOptions,
): Promise<{ stream: Readable; name: string; format: SheetFormat }> {
  const { db, keys, clock } = platform;
  const since = silentSince(platform);
  getOrNotFound(await findExport(db, actor.personId, id, since));
  const now = clock.now();
  const oldest = new Date(now.getTime() - goodFor);
  const taken = await takeExport(db, { id, oldest, silentSince: since, now });
  if (!taken) throw new Problem(screeningProblems.export_gone);
  const wanted: Wanted = JSON.parse(keys.decrypt(purpose(id), taken.asked).reveal());
  const { format, lang, ...asked } = wanted;
  const search = await searchFor(platform, actor, scope, asked, 'export');
  const { document, name: typed, placeId: _, ...filter } = asked;
  const details = {
    ...{ ...filter, format, lang, programmeId: search.programme.id },
    ...(typed && { byName: true }),
    ...(document && { byDocument: true }),
  };
  const entries = (more: object) =>
    auditEntries(search, { action: 'checks.exported', details: { ...details, ...more } });
  const noted = await noteExport(platform, actor, entries({}));
  const rows = countRows(
    toldRows(platform, search, { id, lang, tellEvery, noted }),
    async (count, whole) => {
      await finishExport(db, id, { rows: count, whole });
      await platform.transaction(actor, (tx) => tx.audit(...entries({ rows: count, whole })));
    },
  );
  const { zone } = search.programme.definition;
  const maker = await makerOf(platform, actor, zone);
  const title = titleIn(lang);
  const columns = columnsIn(lang, { zone: zoneName(zone, lang), maker });
  const stream = writeSheet({ format, sheetName: title, columns, rows, maxRows });
  return { stream, format, name: `${title} ${maker.at.replace(':', '')}.${format}` };
}

/** The rows, saying now and then how many there were; they break off once nobody wants them any more. */
async function* toldRows(
  platform: Platform,
  search: Search,
  given: { id: string; lang: Lang; tellEvery: number; noted: ExportNote },
): AsyncGenerator<SheetValue[], void, undefined> {
  const { id, tellEvery } = given;
  let count = 0;
  let toldAt = performance.now();
  for await (const row of rowsOf(platform, search, given)) {
    yield row;
    count += 1;
    if (count % 250 !== 0 || performance.now() - toldAt < tellEvery) continue;
    toldAt = performance.now();
    if (!(await noteRows(platform.db, id, count, platform.clock.now())))
      throw new Problem(screeningProblems.export_gone);
  }
}

async function* rowsOf(
  platform: Platform,
  search: Search,
  { lang, noted }: { lang: Lang; noted: ExportNote },
): AsyncGenerator<SheetValue[], void, undefined> {
  const { zone } = search.programme.definition;
  let after: Key | null = null;
  do {
    const { rows, end } = await findPage(platform, search, { after, limit: rowsAtOnce });
    await noted.took(rows);
    for (const item of await serialize(platform, search, rows)) yield cellsOf(item, lang, zone);
    const last = rows.at(-1);
    after = end ?? (rows.length === rowsAtOnce && last ? { at: last.key, id: last.id } : null);
  } while (after);
}
