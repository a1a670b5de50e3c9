import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Credential } from '../../../credential/credential.ts';
import { Revocations } from '../../../credential/list/revocations.ts';
import type { Presentation } from '../../../credential/presentation.ts';
import type { Cast } from '../../../server/testing/cast.ts';
import { type Reporter, reporter } from '../../../server/testing/expedition.ts';
import type { Kit } from '../../../server/testing/kit.ts';
import { fetchList, phoneOf, read } from '../../../server/testing/phones.ts';
import { startRookeryKit } from '../../../server/testing/rookery.ts';
import { people } from '../../people/contract.ts';
import type { Programme } from '../../programmes/public.ts';
import { codes } from '../contract.ts';
import { sweepCredentials } from '../credentials/actions.ts';
import { applyMeasurements, undoMeasurement } from '../public.ts';
import { cursorOf } from './actions.ts';

let kit: Kit;
let cast: Cast;
let programme: Programme;
const scanner = () => kit.as({ ...cast.otto, app: 'field' });

beforeAll(async () => {
  ({ kit, cast, programme } = await startRookeryKit());
});
afterAll(() => kit.close());

let now = Date.parse('2022-01-20T04:00:00.000Z');
/** Past what scanners of the same moment share. */
const later = (seconds = 6) => {
  now += seconds * 1000;
  kit.clock.set(new Date(now));
};
beforeEach(() => later());

const well = { temperature: 38, limping: false };
const hot = { temperature: 39, limping: false };

async function shown(): Promise<{
  one: Reporter;
  credential: Credential;
  phone: Awaited<ReturnType<typeof phoneOf>>;
}> {
  const one = await reporter(kit, programme);
  await one.send('checkup', well);
  const phone = await phoneOf(kit, one.person);
  const { credential } = (await read(kit, await phone.show())) as Presentation;
  return { one, phone, credential };
}

const whole = async () => Revocations.from(await fetchList(await scanner()));
const updated = async (list: Revocations) =>
  list.apply(await fetchList(await scanner(), cursorOf(list.version)));

describe('the list', () => {
  it('has a code that says something better than is true, and nobody else’s', async () => {
    const [one, other] = [await shown(), await shown()];
    let list = await whole();
    expect(list.has(one.credential)).toBe(false);
    await one.one.send('checkup', hot);
    later();
    list = await updated(list);
    expect(list.has(one.credential)).toBe(true);
    expect(list.has(other.credential)).toBe(false);
    expect((await whole()).has(one.credential)).toBe(true);
    // What was signed in the new colour is true.
    const fresh = (await read(kit, await one.phone.show())) as Presentation;
    expect(list.has(fresh.credential)).toBe(false);
  });

  it('forgets one whose measurement was undone', async () => {
    const { one, credential } = await shown();
    const measurement = {
      ...{ enrolmentId: one.person.enrolmentId, id: randomUUID(), at: kit.clock.now() },
      ...{ celsius: 40, byId: cast.otto.personId, placeId: cast.places.north.id },
    };
    await kit.platform.transaction(null, (tx) => applyMeasurements(tx, [measurement]));
    later();
    const before = await whole();
    expect(before.has(credential)).toBe(true);
    await kit.platform.transaction(null, (tx) => undoMeasurement(tx, measurement));
    later();
    expect((await updated(before)).has(credential)).toBe(false);
    expect((await whole()).has(credential)).toBe(false);
  });

  it('has what a phone showed that was replaced, or whose sign-in was ended', async () => {
    const [one, two] = [await shown(), await shown()];
    const list = await whole();
    const second = await phoneOf(kit, one.one.person);
    await second.register({ replace: true });
    const elsewhere = await kit.as(two.one.person);
    const sessions = await elsewhere.get(people.sessions);
    for (const { id, current } of sessions) {
      if (!current) await elsewhere.get(people.endSession, { params: { id } });
    }
    later();
    const after = await updated(list);
    expect([one, two].map(({ credential }) => after.has(credential))).toEqual([true, true]);
  });

  it('says which versions were recalled', async () => {
    const ada = await kit.as(cast.ada);
    await ada.get(codes.recall, { body: { programmeId: programme.id, reason: 'Test' } });
    later();
    expect((await whole()).smallestVersions.get('rookery')).toBe(2);
  });

  it('renews its age where nothing has changed, and goes on from a state of days ago', async () => {
    const list = await whole();
    later(60);
    const after = await updated(list);
    expect(after.version).toEqual(list.version);
    expect(after.at - list.at).toBe(60);
    const { one, credential } = await shown();
    await one.send('checkup', hot);
    later(3 * 24 * 3600);
    await sweepCredentials.handle(kit.platform, {});
    const late = await updated(list);
    expect(late.has(credential)).toBe(false);
    expect(late.countAt(late.at)).toBe(0);
  });

  it('is sent whole to whoever has a state of another database', async () => {
    const list = await whole();
    const cursor = cursorOf({ ...list.version, mark: new Uint8Array(8) });
    for (const after of [cursor, cursorOf({ number: 999, mark: list.version.mark }), 'nonsense']) {
      expect((await fetchList(await scanner(), after)).from).toBeUndefined();
    }
    expect((await fetchList(await scanner(), cursorOf(list.version))).from).toEqual(list.version);
  });

  it('is signed once for all who name states that nobody has', async () => {
    const asking = await scanner();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, number) => {
        const after = cursorOf({ number, mark: crypto.getRandomValues(new Uint8Array(8)) });
        return asking.call(codes.revocations, { query: { after } });
      }),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    // Each signing gives other bytes.
    expect(new Set(answers.map(({ raw }) => raw.toString('hex'))).size).toBe(1);
  });

  it('is for scanners alone', async () => {
    const { phone } = await shown();
    expect((await phone.browser.call(codes.revocations)).status).toBe(401);
  });
});

it('what has expired is deleted', async () => {
  const { one } = await shown();
  await one.send('checkup', hot);
  later();
  await whole();
  // Checks that were made without a network may come days later.
  later(9.1 * 24 * 3600);
  await sweepCredentials.handle(kit.platform, {});
  const { rows } = await kit.database.pool.query(
    `select (select count(*) from credentials)::int as credentials,
      (select count(*) from revocation_changes)::int as changes,
      (select count(*) from revocation_states)::int as states`,
  );
  expect(rows).toEqual([{ credentials: 0, changes: 0, states: 1 }]);
});
