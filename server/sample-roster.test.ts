import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { identifiersText } from '../forms/sign-in.ts';
import { programmes } from '../modules/programmes/contract.ts';
import { createProgramme, type Programme } from '../modules/programmes/public.ts';
import { createStaff } from '../modules/staff/public.ts';
import type { ResponseOf } from '../platform/contract.ts';
import { games } from '../templates/games.ts';
import type { Browser } from './browser.ts';
import { type Kit, startKit } from './testing/kit.ts';
import { importRoster } from './testing/roster.ts';

/** The rosters in `examples/` go in without a single mistake, whenever the programme takes place. */

const people = 500;
let kit: Kit;
let organiser: Browser;
let programme: Programme;

beforeAll(async () => {
  kit = await startKit();
  const { personId, made } = await kit.platform.transaction(null, async (tx) => {
    const made = await createProgramme(tx, {
      content: games,
      code: games.code,
      place: { parentId: null, code: 'organisers', ...games.organiser },
      startsOn: '2031-02-01',
      endsOn: '2031-03-31',
    });
    const staff = { username: 'otto', name: 'Otto', role: 'organiser' as const };
    return { made, ...(await createStaff(tx, { ...staff, placeId: made.placeId })) };
  });
  programme = made;
  organiser = await kit.as({ personId, realm: 'staff', app: 'console' });
});
afterAll(() => kit.close());

const sample = async (file: string) =>
  importRoster(
    kit,
    organiser,
    programme.id,
    await readFile(join(import.meta.dirname, '..', 'examples', file)),
  );

it('takes all of the workbook', async () => {
  const { receipt, preview } = await sample('roster-500.xlsx');
  expect(preview?.problems).toEqual([]);
  expect(preview?.unknown).toEqual([]);
  expect(receipt).toEqual({
    ...{ rows: people, fresh: people, updated: 0, unchanged: 0, refused: 0, absent: 0 },
  });
});

it('finds everybody in every group and organisation, with overseas as it was said', async () => {
  const all: ResponseOf<typeof programmes.roster>['items'] = [];
  for (let after: string | null = ''; after !== null; ) {
    const body = { limit: 200, ...(after && { after }) };
    const page: ResponseOf<typeof programmes.roster> = await organiser.get(programmes.roster, {
      params: { id: programme.id },
      body,
    });
    all.push(...page.items);
    after = page.next;
  }
  expect(new Set(all.map(({ identifiers }) => identifiersText(identifiers))).size).toBe(people);
  expect(new Set(all.map(({ group }) => group))).toEqual(
    new Set(games.groups.map(({ code }) => code)),
  );
  expect(new Set(all.map(({ placeEn }) => placeEn)).size).toBe(24);
  expect(all.some(({ attributes }) => attributes.overseas === true)).toBe(true);
  expect(all.some(({ attributes }) => attributes.overseas === false)).toBe(true);
});

it('recognises the same people in the text file, and changes nothing', async () => {
  const { receipt } = await sample('roster-500.csv');
  expect(receipt).toMatchObject({ rows: people, unchanged: people, refused: 0, absent: 0 });
});
