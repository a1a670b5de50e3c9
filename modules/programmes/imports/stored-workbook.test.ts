import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  csvOf,
  type RosterKit,
  rosterRow,
  seeImport,
  startRosterKit,
  upload,
  xlsxOf,
} from '../../../server/testing/roster.ts';
import { programmes } from '../contract.ts';

/** What lies in the folder of files of a workbook that somebody handed in. */

let { kit, otto, id } = {} as RosterKit;

beforeAll(async () => {
  ({ kit, otto, id } = await startRosterKit());
});
afterAll(() => kit.close());

async function stored(): Promise<Buffer[]> {
  const entries = await readdir(kit.filesFolder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name))));
}

const rows = [
  rosterRow({ 'Ring number': 'P0777', Name: 'Pauline Unread' }),
  rosterRow({ 'Ring number': 'P0778', Name: 'Paul Unread', Group: 'seals' }),
];
const body = { version: 0 };

it.each([
  ['a text', csvOf(rows)],
  ['a workbook', xlsxOf(rows)],
])('keeps %s encrypted until its import is done', async (_, data) => {
  const plain = await data;
  const { id: importId, preview } = await upload(kit, otto, id, plain);
  expect(preview?.receipt).toMatchObject({ rows: 2, refused: 1 });
  const [file, ...others] = await stored();
  expect(others).toEqual([]);
  expect(file?.length).toBe(plain.length + 28);
  expect(file?.includes('Unread')).toBe(false);
  expect(file?.includes(plain.subarray(0, 4))).toBe(false);
  await otto.get(programmes.confirmImport, { params: { id, importId }, body });
  await kit.work();
  expect((await seeImport(otto, id, importId)).state).toBe('done');
  expect(await stored()).toEqual([]);
});

it('deletes that of an import that was thrown away, and that of a damaged one with it', async () => {
  for (const data of [csvOf(rows), Buffer.from('%PDF-1.7')]) {
    const { id: importId } = await upload(kit, otto, id, data);
    expect((await stored()).length).toBe(1);
    await otto.get(programmes.discardImport, { params: { id, importId } });
    expect(await stored()).toEqual([]);
  }
});
