import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Cast, penguin, type StaffMember } from '../../../server/testing/cast.ts';
import { type Reporter, reporter, startExpeditionKit } from '../../../server/testing/expedition.ts';
import { type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { programmes } from '../../programmes/contract.ts';
import { enrolPeople, type Programme } from '../../programmes/public.ts';
import { reports } from '../../reports/contract.ts';
import { createStaff } from '../../staff/public.ts';
import { oversight } from '../contract.ts';

let kit: Kit;
let cast: Cast;
let expedition: Programme;
let people: Reporter[];

beforeAll(async () => {
  ({ kit, cast, expedition } = await startExpeditionKit());
  people = await Promise.all(Array.from({ length: 6 }, () => reporter(kit, expedition)));
  const ada = await kit.as(cast.ada);
  await ada.get(oversight.setReadingLimits, { body: { looked: 4, listed: 40, times: 5 } });
});
afterAll(() => kit.close());

const lookAt = async (who: StaffMember, ones: Reporter[]) => {
  const browser = await kit.as(who);
  for (const { person } of ones) {
    await browser.get(reports.person, { params: { enrolmentId: person.enrolmentId } });
  }
};
const open = async (who: StaffMember, state: 'open' | 'closed' = 'open') =>
  (await (await kit.as(who)).get(oversight.unusual, { query: { state } })).items;
const hoursLater = (hours: number) =>
  kit.clock.set(new Date(Date.parse(startOfTests) + hours * 3_600_000).toISOString());

async function administratorOf(username: string, placeId: number): Promise<StaffMember> {
  const { personId } = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, { username, name: username, role: 'administrator', placeId }),
  );
  return { personId, realm: 'staff', app: 'console', username };
}

it('raises one alert at the look that is one too many, and counts different people', async () => {
  await lookAt(cast.olga, people.slice(0, 4));
  await lookAt(cast.olga, people.slice(0, 4));
  expect(await open(cast.ada)).toEqual([]);
  await lookAt(cast.olga, people.slice(4));
  expect(await open(cast.ada)).toMatchObject([
    { actorName: 'Olga', kind: 'looked', count: 6, usual: null, isOneself: false },
  ]);
  const ada = await kit.as(cast.ada);
  expect(await ada.get(oversight.unusualCount)).toEqual({ open: 1 });
});

it('tells those who answer for the places of whoever read, and nobody else', async () => {
  const north = await administratorOf('nils', cast.places.north.id);
  const south = await administratorOf('sven', cast.places.south.id);
  expect(await open(north)).toHaveLength(1);
  expect(await open(south)).toEqual([]);
  const [alert] = await open(north);
  const params = { id: alert?.id as number };
  const refused = await (await kit.as(south)).call(oversight.closeUnusual, {
    ...{ params, body: { reason: 'Not mine' } },
  });
  expect(refused.status).toBe(404);
  const limits = await (await kit.as(north)).call(oversight.setReadingLimits, {
    body: { looked: 1_000, listed: 1_000, times: 5 },
  });
  expect(limits.body.code).toBe('limits_of_installation');
});

it('is closed with a reason by another person, once, and not raised again in that hour', async () => {
  const [alert] = await open(cast.ada);
  const params = { id: alert?.id as number };
  const ada = await kit.as(cast.ada);
  const empty = await ada.call(oversight.closeUnusual, { params, body: { reason: '  ' } });
  expect(empty.status).toBe(422);
  await ada.get(oversight.closeUnusual, { params, body: { reason: 'Ward round, agreed before' } });
  const again = await ada.call(oversight.closeUnusual, { params, body: { reason: 'Late' } });
  expect([again.status, again.body.code]).toEqual([409, 'unusual_reading_closed']);
  await lookAt(cast.olga, [await reporter(kit, expedition)]);
  expect(await open(cast.ada)).toEqual([]);
  expect(await open(cast.ada, 'closed')).toMatchObject([
    { closedBy: 'Ada', reason: 'Ward round, agreed before' },
  ]);
  const { items } = await ada.get(oversight.audit, { query: { action: 'reading.closed' } });
  expect(items).toMatchObject([
    { personName: 'Olga', placeEn: 'North Colony', reason: 'Ward round, agreed before' },
  ]);
});

it('counts whom lists show, though not those of a page that is loaded anew', async () => {
  hoursLater(2);
  await kit.platform.transaction(null, (tx) =>
    enrolPeople(
      tx,
      expedition,
      Array.from({ length: 45 }, () => penguin()),
    ),
  );
  const params = { id: expedition.id };
  const otto = await kit.as(cast.otto);
  const first = await otto.get(programmes.roster, { params, body: { limit: 30 } });
  for (let times = 0; times < 3; times += 1) {
    await otto.get(programmes.roster, { params, body: { limit: 30 } });
  }
  expect(await open(cast.ada)).toEqual([]);
  await otto.get(programmes.roster, { params, body: { limit: 30, after: first.next ?? '' } });
  expect(await open(cast.ada)).toMatchObject([{ actorName: 'Otto', kind: 'listed' }]);
});

it('lets nobody close what concerns themselves', async () => {
  hoursLater(3);
  await lookAt(cast.ada, people.slice(0, 5));
  const [alert] = await open(cast.ada);
  expect(alert).toMatchObject({ actorName: 'Ada', isOneself: true });
  const own = await (await kit.as(cast.ada)).call(oversight.closeUnusual, {
    ...{ params: { id: alert?.id as number }, body: { reason: 'I had to' } },
  });
  expect([own.status, own.body.code]).toEqual([403, 'own_unusual_reading']);
});

it('knows what is usual for somebody', async () => {
  await (await kit.as(cast.ada)).get(oversight.setReadingLimits, {
    body: { looked: 16, listed: 40, times: 2 },
  });
  for (let hour = 0; hour < 10; hour += 1) {
    hoursLater(10 + hour);
    await lookAt(cast.rita, people.slice(0, 1));
  }
  hoursLater(30);
  await lookAt(cast.rita, people.slice(0, 4));
  const ofRita = async () =>
    (await open(cast.ada)).filter(({ actorId }) => actorId === cast.rita.personId);
  expect(await ofRita()).toEqual([]);
  await lookAt(cast.rita, people.slice(4, 5));
  expect(await ofRita()).toMatchObject([{ kind: 'looked', count: 5, usual: 1 }]);
});

it('leaves scanners aside, who see whoever stands in front of them', async () => {
  const { rows } = await kit.database.pool.query(
    'select count(*)::int as count from reading_counts where actor_id = $1',
    [cast.boris.personId],
  );
  const inField = { ...cast.boris, kind: 'staff' as const, app: 'field' as const };
  const actor = { ...inField, sessionId: '', mustFinish: false };
  await kit.platform.transaction(actor, (tx) =>
    tx.audit(
      ...people.map(({ person }) => ({
        action: 'check.looked_up' as const,
        personId: person.personId,
      })),
    ),
  );
  expect(rows).toEqual([{ count: 0 }]);
  const after = await kit.database.pool.query('select from reading_counts where actor_id = $1', [
    cast.boris.personId,
  ]);
  expect(after.rowCount).toBe(0);
});
