import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Cast, gather } from '../../server/testing/cast.ts';
import { type Kit, startKit } from '../../server/testing/kit.ts';
import { createStaff } from '../staff/public.ts';
import { oversight } from './contract.ts';

let kit: Kit;
let cast: Cast;

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  const { places, penny, zelda, ada, olga } = cast;
  const entries = [
    { at: '2022-01-19T10:59:59Z', action: 'place.renamed', placeId: places.north.id, actor: ada },
    { at: '2022-01-19T11:00:00Z', action: 'photo.viewed', placeId: places.north.id, actor: olga },
    { at: '2022-01-20T01:00:00Z', action: 'photo.viewed', placeId: places.south.id, actor: ada },
    { at: '2022-01-20T11:00:00Z', action: 'staff.reset', placeId: null, actor: ada },
  ] as const;
  for (const [index, { at, action, placeId, actor }] of entries.entries()) {
    kit.clock.set(at);
    const personId = index === 2 ? zelda.personId : penny.personId;
    const by = { ...actor, kind: 'staff' as const, sessionId: '', mustFinish: false };
    await kit.platform.transaction(by, (tx) =>
      tx.audit({ action, placeId, personId, reason: 'for the test', details: { index } }),
    );
  }
});
afterAll(() => kit.close());

async function trail(who: Cast['ada'], query: object = {}) {
  const browser = await kit.as(who);
  const page = await browser.get(oversight.audit, { query: { limit: 200, ...query } });
  return page.items.filter(({ reason }) => reason === 'for the test');
}

/** An administrator of one colony alone. */
async function colonyAdministrator(username = 'nora'): Promise<Cast['ada']> {
  const { personId } = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, {
      username,
      name: 'Nora',
      role: 'administrator',
      placeId: cast.places.north.id,
    }),
  );
  return { personId, realm: 'staff', app: 'console', username };
}

it('shows everything to who holds the root, newest first', async () => {
  const entries = await trail(cast.ada);
  expect(entries.map(({ details }) => details.index)).toEqual([3, 2, 1, 0]);
  expect(entries[2]).toMatchObject({
    at: '2022-01-19T11:00:00.000Z',
    action: 'photo.viewed',
    actorName: 'Olga',
    personName: 'Penny Emperor',
    placeEn: 'North Colony',
    reason: 'for the test',
  });
  expect(entries[0]).toMatchObject({ placeEn: null });
});

it('keeps to the places of who holds less, and to administrators', async () => {
  const nora = await colonyAdministrator();
  expect((await trail(nora)).map(({ details }) => details.index)).toEqual([1, 0]);
  for (const who of [cast.otto, cast.rita]) {
    expect((await (await kit.as(who)).call(oversight.audit)).status).toBe(403);
  }
  expect((await (await kit.as(null)).call(oversight.audit)).status).toBe(401);
});

it('filters by what, when, who and whom', async () => {
  const indexes = async (query: object) =>
    (await trail(cast.ada, query)).map(({ details }) => details.index);
  expect(await indexes({ action: 'photo.viewed' })).toEqual([2, 1]);
  expect(await indexes({ actorId: cast.olga.personId })).toEqual([1]);
  expect(await indexes({ personId: cast.zelda.personId })).toEqual([2]);
  // A day of the programme, in Auckland: from 11:00 UTC to 11:00 UTC.
  expect(await indexes({ from: '2022-01-20', to: '2022-01-20' })).toEqual([2, 1]);
  const ada = await kit.as(cast.ada);
  const wrong = await ada.call(oversight.audit, { query: { from: '2022-02-30' } });
  expect(wrong.body.fields).toEqual([{ path: 'from', code: 'not_a_date' }]);
});

it('finds people by parts of their names, of one’s own places alone', async () => {
  const find = async (who: Cast['ada'], as: 'actor' | 'person', name: string) =>
    (await (await kit.as(who)).get(oversight.findPeople, { body: { as, name } })).map(
      (found) => found.name,
    );
  expect(await find(cast.ada, 'actor', ' olg ')).toEqual(['Olga']);
  expect(await find(cast.ada, 'person', 'penny')).toEqual(['Penny Emperor']);
  expect(await find(cast.ada, 'person', 'olga')).toEqual([]);
  // What a pattern would take as any letter is a letter here.
  expect(await find(cast.ada, 'person', '%')).toEqual([]);
  expect(await find(cast.ada, 'person', ' ')).toEqual([]);
  const [zelda] = await find(cast.ada, 'person', 'zelda');
  expect(zelda).toMatch(/Zelda/);
  const nora = await colonyAdministrator('nadia');
  expect(await find(nora, 'person', 'zelda')).toEqual([]);
  const [newest] = await trail(cast.ada);
  expect(newest).toMatchObject({ actorId: cast.ada.personId, personId: cast.penny.personId });
});

it('tells details in words, and by whose clocks', async () => {
  const ada = await kit.as(cast.ada);
  const page = await ada.get(oversight.audit, { query: { limit: 200 } });
  expect(page.zone).toBe('Pacific/Auckland');
  const entry = page.items.find(({ reason }) => reason === 'for the test');
  expect(entry?.inWords).toEqual({ zh: 'index：3', en: 'index: 3' });
});

it('writes what was looked for as a sheet, and notes that', async () => {
  const ada = await kit.as(cast.ada);
  const query = { action: 'photo.viewed', format: 'csv' as const, lang: 'en' as const };
  const { raw } = await ada.call(oversight.exportAudit, { query: query });
  const lines = raw
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines.at(-1)).toBe('"Exported by Ada, 2022-01-21 00:00"');
  expect(lines[0]).toBe(
    'Time (New Zealand Standard Time),Kind,Action,User,Person,People shown,Organisation,Reason,Details',
  );
  // In Auckland it is the next day already, thirteen hours ahead.
  expect(lines[2]).toBe(
    '2022-01-20 00:00,Viewed,Viewed photo,Olga,Penny Emperor,,North Colony,for the test,index: 1',
  );
  const noted = await ada.get(oversight.audit, { query: { action: 'audit.exported' } });
  expect(noted.items.map(({ details }) => details)).toEqual([
    { ...query, rows: 2, whole: true },
    query,
  ]);
  const nora = await kit.as(await colonyAdministrator('norman'));
  const own = (await nora.call(oversight.exportAudit, { query })).raw.toString('utf8');
  expect(own).toContain('Penny Emperor');
  expect(own).not.toContain('South Colony');
});

it('pages by key', async () => {
  const ada = await kit.as(cast.ada);
  const seen: { at: string; id: number }[] = [];
  let after: string | null = null;
  do {
    const query: { limit: number; after?: string } = { limit: 1, ...(after && { after }) };
    const page: { items: { at: string; id: number }[]; next: string | null } = await ada.get(
      oversight.audit,
      {
        query,
      },
    );
    seen.push(...page.items.map(({ at, id }) => ({ at, id })));
    after = page.next;
  } while (after);
  expect(seen.length).toBeGreaterThanOrEqual(4);
  expect(seen).toEqual(seen.toSorted((a, b) => b.at.localeCompare(a.at) || b.id - a.id));
  expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
});
