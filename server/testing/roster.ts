import { buffer } from 'node:stream/consumers';
import { programmes } from '../../modules/programmes/contract.ts';
import type { BodyOf } from '../../platform/contract.ts';
import { sheetMime, writeSheet } from '../../platform/sheets/write.ts';
import type { Browser } from '../browser.ts';
import { type Cast, gather } from './cast.ts';
import { type Kit, startKit } from './kit.ts';

/** A row of a roster workbook by the names of its columns. */
export type SheetRow = Record<string, string>;

/** A row of the weigh-in's roster that has no mistakes, but for what is given. */
export function rosterRow(given: SheetRow = {}): SheetRow {
  return {
    'Ring number': 'P0100',
    Name: 'Percy Penguin',
    'Document type': 'Passport',
    'Document date of issue': '2019-01-18',
    Group: 'Emperors',
    'Organisation code': 'north',
    Visitor: 'no',
    ...given,
  };
}

function headerOf(rows: SheetRow[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

export function csvOf(rows: SheetRow[]): Buffer {
  const header = headerOf(rows);
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = rows.map((row) => header.map((name) => quoted(row[name] ?? '')).join(','));
  return Buffer.from([header.map(quoted).join(','), ...lines].join('\r\n'));
}

export function xlsxOf(rows: SheetRow[]): Promise<Buffer> {
  const header = headerOf(rows);
  return buffer(
    writeSheet({
      format: 'xlsx',
      sheetName: 'Roster',
      columns: header.map((name) => ({ header: name, kind: 'text' })),
      rows: rows.map((row) => header.map((name) => row[name] ?? '')),
    }),
  );
}

export type RosterKit = { kit: Kit; cast: Cast; otto: Browser; id: number };

/** An installation with the cast, and Otto in the console, who imports rosters of the weigh-in. */
export async function startRosterKit(): Promise<RosterKit> {
  const kit = await startKit();
  const cast = await gather(kit);
  return { kit, cast, otto: await kit.as(cast.otto), id: cast.programme.id };
}

/** Whom a search of the roster finds. */
export async function findPeople(staff: Browser, programmeId: number, search: string) {
  const { items } = await staff.get(programmes.roster, {
    ...{ params: { id: programmeId }, body: { search } },
  });
  return items;
}

/** Uploads a workbook and has it checked; answers the import as it stands then. */
export async function upload(kit: Kit, staff: Browser, programmeId: number, data: Buffer) {
  const file = { name: 'roster.csv', mime: sheetMime.csv, data };
  const { id: importId } = await staff.get(programmes.startImport, {
    params: { id: programmeId },
    file,
  });
  await kit.work();
  return seeImport(staff, programmeId, importId);
}

export function seeImport(staff: Browser, programmeId: number, importId: string) {
  return staff.get(programmes.import, { params: { id: programmeId, importId } });
}

/** Carries out an import that was checked; answers it as it stands then. */
export async function confirm(kit: Kit, staff: Browser, programmeId: number, importId: string) {
  const { version } = await seeImport(staff, programmeId, importId);
  const params = { id: programmeId, importId };
  await staff.get(programmes.confirmImport, { params, body: { version } });
  await kit.work();
  return seeImport(staff, programmeId, importId);
}

type Choices = BodyOf<typeof programmes.chooseReading>['choices'];

/** Says how a workbook is to be read, on top of what was said; answers the import as it was checked anew. */
export async function choose(
  kit: Kit,
  staff: Browser,
  programmeId: number,
  importId: string,
  more: Partial<Choices>,
) {
  const body = await choicesWith(staff, programmeId, importId, more);
  await staff.get(programmes.chooseReading, { params: { id: programmeId, importId }, body });
  await kit.work();
  return seeImport(staff, programmeId, importId);
}

/** What to send so that more is chosen than was so far. */
export async function choicesWith(
  staff: Browser,
  programmeId: number,
  importId: string,
  more: Partial<Choices>,
): Promise<BodyOf<typeof programmes.chooseReading>> {
  const { version, choices } = await seeImport(staff, programmeId, importId);
  if (!choices) throw new Error('The import comes without its choices.');
  return { version, choices: { ...choices, ...more } };
}

/** Uploads, checks and carries out. */
export async function importRoster(kit: Kit, staff: Browser, programmeId: number, data: Buffer) {
  const { id, state, problem } = await upload(kit, staff, programmeId, data);
  if (state !== 'checked') throw new Error(`The roster was ${state}: ${problem}`);
  return confirm(kit, staff, programmeId, id);
}
