import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { App } from '../../../platform/contract.ts';
import type { Cast } from '../../../server/testing/cast.ts';
import { reporter, withdraw } from '../../../server/testing/expedition.ts';
import { type Client, type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { type Phone, phoneOf } from '../../../server/testing/phones.ts';
import { startRookeryKit } from '../../../server/testing/rookery.ts';
import { endSessionsOf } from '../../people/public.ts';
import { addPlace, type PlaceRow } from '../../places/public.ts';
import type { Programme } from '../../programmes/public.ts';
import { assignScanner, createStaff } from '../../staff/public.ts';
import { screening } from '../contract.ts';

/** The statement that admits a plain check looks its session up by itself: it must not be taken in by any other. */

let kit: Kit;
let cast: Cast;
let programme: Programme;
let gate: PlaceRow;
let personId: string;
let scanner: Client;
let phone: Phone;

const staff = () => ({ personId, realm: 'staff', app: 'field' }) as const;

beforeAll(async () => {
  ({ kit, cast, programme } = await startRookeryKit());
  await kit.platform.transaction(null, async (tx) => {
    const name = { zh: '北门', en: 'North gate' };
    gate = await addPlace(tx, {
      ...{ parentId: cast.places.north.id, kind: 'site', code: 'gate', ...name },
    });
    ({ personId } = await createStaff(tx, { username: 'olli', name: 'Olli' }));
    await assignScanner(tx, { personId, siteId: gate.id, level: 'ordinary', superior: null });
  });
});
beforeEach(async () => {
  kit.clock.set(startOfTests);
  scanner = await kit.as(staff());
  const resident = await reporter(kit, programme, { name: '王小明' });
  await resident.send('checkup', { temperature: 38, limping: false });
  phone = await phoneOf(kit, resident.person);
});
afterAll(() => kit.close());

const body = async () => ({
  ...{ id: randomUUID(), siteId: gate.id, temperature: 36.5, shown: 'green' as const },
  ...{ way: { code: await phone.show() }, checkedAt: kit.clock.now().toISOString() },
});

async function sent(by: Client): Promise<unknown> {
  const check = await body();
  const { status, body: answer } = await by.call(screening.check, { body: check });
  const { rows } = await kit.database.pool.query('select from checks where id = $1', [check.id]);
  expect(rows).toHaveLength(status === 200 ? 1 : 0);
  return status === 200 ? 'recorded' : answer.code;
}

it('needs no look at its session beside that statement', async () => {
  const check = await body();
  const resolve = vi.spyOn(kit.platform.sessions, 'resolve');
  await scanner.get(screening.check, { body: check });
  expect(resolve).not.toHaveBeenCalled();
  resolve.mockRestore();
});

it('is refused when the session was ended a moment ago, or has run out', async () => {
  await kit.platform.transaction(null, (tx) =>
    endSessionsOf(tx, { personIds: [personId], realm: 'staff' }),
  );
  expect(await sent(scanner)).toBe('not_signed_in');
  const later = await kit.as(staff());
  kit.clock.set(new Date(Date.parse(startOfTests) + 13 * 3_600_000));
  expect(await sent(later)).toBe('not_signed_in');
});

it('is refused by the session of another app, and of one who has not finished', async () => {
  for (const app of ['console', 'portal', 'desk'] as App[]) {
    const other = await kit.as(null, app, 'staff');
    other.cookie = scanner.cookie;
    expect(await sent(other)).toBe('not_signed_in');
  }
  expect(await sent(await kit.as({ ...staff(), mustFinish: true }))).toBe('must_finish');
});

it('says that the code did not count where its owner takes part no more', async () => {
  const resident = await reporter(kit, programme, { name: '王小明' });
  await resident.send('checkup', { temperature: 38, limping: false });
  const own = await phoneOf(kit, resident.person);
  const check = { ...(await body()), way: { code: await own.show() } };
  await withdraw(kit, resident.person, '2022-01-20');
  const recorded = await scanner.get(screening.check, { body: check });
  expect(recorded.conflict).toBe('code_refused');
});

it('keeps a session in use', async () => {
  const seenAt = async () => {
    const { rows } = await kit.database.pool.query<{ seen_at: Date }>(
      'select seen_at from sessions where person_id = $1 order by seen_at desc limit 1',
      [personId],
    );
    return rows[0]?.seen_at.getTime();
  };
  const before = await seenAt();
  kit.clock.set(new Date(Date.parse(startOfTests) + 3_600_000));
  expect(await sent(scanner)).toBe('recorded');
  await expect.poll(seenAt).toBeGreaterThan(before ?? 0);
});

it('stands in the table at a site to which its scanner is assigned, and is never changed', async () => {
  expect(await sent(scanner)).toBe('recorded');
  const { pool } = kit.database;
  const elsewhere = pool.query(
    `insert into checks (id, enrolment_id, site_id, scanner_id, way, checked_at, recorded_at, temperature, shown,
       colour, delete_on)
     select gen_random_uuid(), enrolment_id, $2, scanner_id, way, checked_at, recorded_at, temperature, shown,
       colour, delete_on from checks where scanner_id = $1 limit 1`,
    [personId, cast.places.south.id],
  );
  await expect(elsewhere).rejects.toThrow('checks_assigned');
  const warmer = pool.query('update checks set temperature = 38 where scanner_id = $1', [personId]);
  await expect(warmer).rejects.toThrow('never changed');
});

it('counts its temperature also where another of the same person, a moment before, was high', async () => {
  // Sent together, they are stored together: the normal one ends what the high one began.
  const high = { ...(await body()), temperature: 39.5 };
  kit.clock.set(new Date(Date.parse(startOfTests) + 1000));
  const normal = await body();
  const [first, second] = await Promise.all(
    [high, normal].map((check) => scanner.get(screening.check, { body: check })),
  );
  expect(first).toMatchObject({ high: true });
  expect(second).toMatchObject({ high: false, colour: 'green' });
  const { rows } = await kit.database.pool.query(
    `select entries from code_states s join checks c using (enrolment_id) where c.id = $1`,
    [normal.id],
  );
  expect(rows).toEqual([{ entries: 3 }]);
});
