import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Cast, gather } from '../../../server/testing/cast.ts';
import { type Client as Browser, type Kit, startKit } from '../../../server/testing/kit.ts';
import {
  confirm,
  csvOf,
  rosterRow,
  type SheetRow,
  upload,
} from '../../../server/testing/roster.ts';

/** What a preview tells of people who are on record already. */

let kit: Kit;
let cast: Cast;
let otto: Browser;
let id: number;

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  otto = await kit.as(cast.otto);
  id = cast.programme.id;
  const rows = [row('P2301', 'Gus Gentoo'), row('P2302', '企鹅甲'), row('P2303', '企鹅乙')];
  await confirm(kit, otto, id, (await check(rows)).id);
});
afterAll(() => kit.close());

const row = (card: string, name: string, given: SheetRow = {}) =>
  rosterRow({ 'Ring number': card, Name: name, ...given });
const check = (rows: SheetRow[]) => upload(kit, otto, id, csvOf(rows));

it('says whom the workbook changes, and in what', async () => {
  const { preview } = await check([
    row('P2301', 'Gus Gentoo', { 'Organisation code': 'NORTH' }),
    row('P2302', '企鹅贾', { 'Organisation code': 'drift', Group: 'Adélies', Visitor: 'yes' }),
    row('P2303', '企鹅乙', { 'Document date of issue': '2019-02-20' }),
    row('P2304', '企鹅丙'),
  ]);
  expect(preview?.receipt).toMatchObject({ fresh: 1, updated: 2, unchanged: 1 });
  const of = { row: 3, name: '企鹅甲' };
  expect(preview?.changes).toEqual([
    { ...of, column: 'organisationCode', from: 'north', to: 'drift' },
    { ...of, column: 'name', from: '企鹅甲', to: '企鹅贾' },
    { ...of, column: 'group', from: 'emperors', to: 'adelies' },
    { ...of, column: 'attribute:visitor', from: 'false', to: 'true' },
    // Days of documents make passwords: that they changed is told, not to what.
    { row: 4, name: '企鹅乙', column: '', from: '', to: '' },
  ]);
  expect(preview?.changeCount).toBe(5);
});

it('warns of somebody new who has the name of somebody of the same unit', async () => {
  const { preview } = await check([
    row('P2391', 'Gus Gentoo'),
    row('P2392', '企 鹅 甲'),
    row('P2393', 'Gus Gentoo', {
      'Organisation code': 'drift',
      'Document date of issue': '2018-03-04',
    }),
    row('P2303', '企鹅乙'),
  ]);
  expect(preview?.receipt).toMatchObject({ fresh: 3, unchanged: 1 });
  const told = { column: 'name', code: 'same_name_on_record_as' };
  expect(preview?.warnings).toEqual([
    { ...told, row: 2, params: { known: 'P2301' }, value: '' },
    { ...told, row: 3, params: { known: 'P2302' }, value: '' },
  ]);
  expect(preview?.changes).toEqual([]);
});
