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
async function colonyAdministrator(): Promise<Cast['ada']> {
  const { personId } = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, {
      username: 'nora',
      name: 'Nora',
      role: 'administrator',
      placeId: cast.places.north.id,
    }),
  );
  return { personId, realm: 'staff', app: 'console', username: 'nora' };
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

it('pages by key', async () => {
  const ada = await kit.as(cast.ada);
  const seen: number[] = [];
  let after: string | null = null;
  do {
    const query: { limit: number; after?: string } = { limit: 1, ...(after && { after }) };
    const page: { items: { id: number }[]; next: string | null } = await ada.get(oversight.audit, {
      query,
    });
    seen.push(...page.items.map(({ id }) => id));
    after = page.next;
  } while (after);
  expect(seen.length).toBeGreaterThanOrEqual(4);
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
});
