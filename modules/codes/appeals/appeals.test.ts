import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cursorOf } from '../../../platform/cursor.ts';
import type { Cast } from '../../../server/testing/cast.ts';
import { asIdentifier } from '../../../server/testing/documents.ts';
import { type Reporter, reporter } from '../../../server/testing/expedition.ts';
import { type Client, type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { colourOf, ledgerOf, startRookeryKit } from '../../../server/testing/rookery.ts';
import type { PlaceRow } from '../../places/public.ts';
import type { Programme } from '../../programmes/public.ts';
import { createStaff } from '../../staff/public.ts';
import { appealsPerEntry, codes } from '../contract.ts';
import { passOnAppeals } from './jobs.ts';

let kit: Kit;
let cast: Cast;
let programme: Programme;
let one: Reporter;

beforeAll(async () => {
  ({ kit, cast, programme } = await startRookeryKit());
});
beforeEach(async () => {
  kit.clock.set(startOfTests);
  one = await reporter(kit, programme);
});
afterAll(() => kit.close());

const at = (days: number) => new Date(Date.parse(startOfTests) + days * 86_400_000);
const hot = { temperature: 39, limping: false };

async function appeal(words = 'The thermometer was broken', from = one.browser) {
  const { entry } = await from.get(codes.ownAppeals);
  return from.call(codes.appeal, { body: { entry: entry ?? 1, words } });
}

const idOf = ({ body }: { body: unknown }) => (body as { id: number }).id;
const codeOf = ({ body }: { body: unknown }) => (body as { code?: string }).code;
const mine = async () => (await one.browser.get(codes.ownAppeals)).items[0];
const answer = 'Measured again';

async function seenBy(who: Client): Promise<number[]> {
  const { items } = await who.get(codes.appeals, { body: { programmeId: programme.id } });
  return items.filter(({ person }) => person.name === one.person.entry.name).map(({ id }) => id);
}

const passOn = (days: number) => {
  kit.clock.set(at(days));
  return passOnAppeals.handle(kit.platform, {});
};

let names = 0;

async function authority(place: PlaceRow): Promise<Client> {
  names += 1;
  const { personId } = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, {
      username: `authority-${names}`,
      name: `Authority ${names}`,
      role: 'health_authority',
      placeId: place.id,
      identifiers: [asIdentifier()],
    }),
  );
  return kit.as({ personId, realm: 'staff', app: 'console' });
}

/** The proposal to lift an order that waits for a second person. */
async function waitingOrder(who: Client): Promise<string> {
  const { enrolmentId } = one.person;
  const body = { programmeId: programme.id, enrolmentId, state: 'proposed' as const };
  return (await who.get(codes.orders, { body })).items[0]?.id ?? '';
}

async function bitten(place: PlaceRow): Promise<void> {
  const [first, second] = [await authority(place), await authority(place)];
  const { id } = await first.get(codes.proposeOrder, {
    body: {
      enrolmentId: one.person.enrolmentId,
      rule: 'bitten',
      reason: 'Bitten',
      evidence: 'Record 7',
    },
  });
  await second.get(codes.approveOrder, { params: { id } });
}

describe('an appeal', () => {
  it('against a colour by rule goes to the organisation that runs the programme, and ends it', async () => {
    await one.send('checkup', hot);
    const id = idOf(await appeal());
    expect(await mine()).toMatchObject({
      state: 'open',
      place: { en: 'Ice Floe Station' },
      dueAt: at(3).toISOString(),
      overdue: false,
    });
    const otto = await kit.as(cast.otto);
    expect(await seenBy(otto)).toEqual([id]);
    expect(await seenBy(await kit.as(cast.olga))).toEqual([]);
    await otto.get(codes.acceptAppeal, { params: { id }, body: { answer } });
    expect(await colourOf(kit, one.person)).toBe('green');
    expect(await ledgerOf(kit, one.person)).toEqual(['grey>yellow report', 'yellow>green appeal']);
    expect(await mine()).toMatchObject({ state: 'accepted', answer });
    const again = await otto.call(codes.refuseAppeal, { params: { id }, body: { answer } });
    expect(codeOf(again)).toBe('appeal_decided');
    const { rows } = await kit.database.pool.query(
      "select link from notices where person_id = $1 and kind = 'codes.appeal'",
      [one.person.personId],
    );
    expect(rows).toEqual([{ link: '/code' }]);
  });

  it('against an order goes to the organisation that gave it', async () => {
    const { north } = cast.places;
    await bitten(north);
    const id = idOf(await appeal());
    expect(await mine()).toMatchObject({ place: { en: 'North Colony' }, colour: 'red' });
    const nora = await authority(north);
    expect(await seenBy(nora)).toEqual([id]);
    await nora.get(codes.acceptAppeal, { params: { id }, body: { answer } });
    expect(await colourOf(kit, one.person)).toBe('red');
    expect(await mine()).toMatchObject({ state: 'open', awaitsSecond: true, answer: null });
    const order = await waitingOrder(nora);
    const own = await nora.call(codes.approveOrder, { params: { id: order } });
    expect(codeOf(own)).toBe('own_order');
    const twice = await nora.call(codes.acceptAppeal, { params: { id }, body: { answer } });
    expect(codeOf(twice)).toBe('order_waiting');
    const second = await authority(north);
    await second.get(codes.approveOrder, { params: { id: order } });
    expect(await colourOf(kit, one.person)).toBe('grey');
    expect(await mine()).toMatchObject({ state: 'accepted', awaitsSecond: false, answer });
    expect(await ledgerOf(kit, one.person)).toEqual(['grey>red order', 'red>grey order_ended']);
  });

  it('against an order stays open where the second person refuses', async () => {
    const { north } = cast.places;
    await bitten(north);
    const id = idOf(await appeal());
    const [nora, nick] = [await authority(north), await authority(north)];
    await nora.get(codes.acceptAppeal, { params: { id }, body: { answer } });
    const params = { id: await waitingOrder(nora) };
    await nick.get(codes.refuseOrder, { params, body: { note: 'Look at the record' } });
    expect(await colourOf(kit, one.person)).toBe('red');
    expect(await mine()).toMatchObject({ state: 'open', awaitsSecond: false });
    await nick.get(codes.refuseAppeal, { params: { id }, body: { answer } });
    expect(await mine()).toMatchObject({ state: 'refused', answer });
  });

  it('that is refused says why, and the colour stays', async () => {
    await one.send('checkup', hot);
    const id = idOf(await appeal());
    const otto = await kit.as(cast.otto);
    const blank = await otto.call(codes.refuseAppeal, { params: { id }, body: { answer: ' ' } });
    expect(blank.status).toBe(422);
    await otto.get(codes.refuseAppeal, { params: { id }, body: { answer } });
    expect(await mine()).toMatchObject({ state: 'refused', answer });
    expect(await colourOf(kit, one.person)).toBe('yellow');
  });

  it('is one at a time for each entry, and so often', async () => {
    await one.send('checkup', hot);
    const device = await one.device();
    const both = await Promise.all([appeal('Once'), appeal('Twice', device)]);
    expect(both.map((each) => codeOf(each) ?? 'taken').sort()).toEqual(['appeal_open', 'taken']);
    const otto = await kit.as(cast.otto);
    for (let count = 1; count < appealsPerEntry; count += 1) {
      const params = { id: (await mine())?.id ?? 0 };
      await otto.get(codes.refuseAppeal, { params, body: { answer } });
      await appeal();
    }
    await otto.get(codes.refuseAppeal, {
      params: { id: (await mine())?.id ?? 0 },
      body: { answer },
    });
    expect(codeOf(await appeal())).toBe('appeal_too_often');
  });

  it('is about what the code shows now, and about what somebody or a rule has given', async () => {
    expect(codeOf(await appeal())).toBe('appeal_outdated');
    await one.send('checkup', { temperature: 38, limping: false });
    expect((await one.browser.get(codes.ownAppeals)).entry).toBeNull();
    await one.send('checkup', hot);
    const old = await one.browser.call(codes.appeal, { body: { entry: 1, words: 'No' } });
    expect(codeOf(old)).toBe('appeal_outdated');
  });
});

describe('the list of appeals', () => {
  const listed = (who: Client, more: object = {}) =>
    who.get(codes.appeals, { body: { programmeId: programme.id, ...more } });

  it('tells what an appeal is against, and what the code shows now', async () => {
    const { north } = cast.places;
    await one.send('checkup', hot);
    await bitten(north);
    await appeal();
    const nora = await authority(north);
    const { items } = await listed(nora, { name: one.person.entry.name.toLowerCase() });
    expect(items).toMatchObject([
      {
        now: { colour: 'red', since: at(0).toISOString() },
        against: {
          ...{ kind: 'order', note: 'Bitten', evidence: 'Record 7', place: { en: 'North Colony' } },
          actor: expect.stringMatching(/^Authority/),
          approver: expect.stringMatching(/^Authority/),
        },
      },
    ]);
    expect((await listed(nora, { name: 'Nobody of that name' })).items).toEqual([]);
  });

  it('tells what is left behind a colour after an order ended, and not who ended that', async () => {
    const { north } = cast.places;
    await one.send('checkup', hot);
    await bitten(north);
    const [nora, nick] = [await authority(north), await authority(north)];
    const { items: orders } = await nora.get(codes.orders, {
      body: { programmeId: programme.id, enrolmentId: one.person.enrolmentId },
    });
    const why = { reason: 'A mistake', evidence: 'Record 8' };
    const { id } = await nora.get(codes.proposeEnd, {
      ...{ params: { id: orders[0]?.id ?? '' }, body: why },
    });
    await nick.get(codes.approveOrder, { params: { id } });
    expect(await colourOf(kit, one.person)).toBe('yellow');
    await appeal();
    const { items } = await listed(await kit.as(cast.otto), { name: one.person.entry.name });
    expect(items).toMatchObject([
      {
        now: { colour: 'yellow' },
        against: {
          ...{ kind: 'report', causedAt: at(0).toISOString(), place: null, note: null },
          ...{ evidence: null, actor: null, approver: null },
        },
      },
    ]);
  });

  it('tells nobody’s name where a report is behind it', async () => {
    await one.send('checkup', hot);
    await appeal();
    const { items } = await listed(await kit.as(cast.otto), { name: one.person.entry.name });
    expect(items).toMatchObject([
      { against: { kind: 'report', causedAt: at(0).toISOString(), actor: null, evidence: null } },
    ]);
  });

  it('refuses a cursor of a time that is none', async () => {
    const otto = await kit.as(cast.otto);
    const after = cursorOf(-(2 ** 53 - 1), 1);
    const body = { programmeId: programme.id, state: 'open' as const, after };
    expect((await otto.call(codes.appeals, { body })).status).toBe(422);
  });

  it('begins with what is due first, page by page', async () => {
    const ids: number[] = [];
    for (const day of [2, 0, 1]) {
      kit.clock.set(at(day));
      const other = await reporter(kit, programme);
      await other.send('checkup', hot);
      ids[day] = idOf(await appeal('Late', other.browser));
    }
    const otto = await kit.as(cast.otto);
    const isOurs = ({ id }: { id: number }) => ids.includes(id);
    const whole = (await listed(otto, { state: 'open', limit: 200 })).items.filter(isOurs);
    expect(whole.map(({ id }) => id)).toEqual(ids);
    const seen: number[] = [];
    for (let after: string | undefined; ; ) {
      const page = await listed(otto, { state: 'open', limit: 1, ...(after && { after }) });
      seen.push(...page.items.filter(isOurs).map(({ id }) => id));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toEqual(ids);
    const newest = (await listed(otto, { limit: 200 })).items.filter(isOurs);
    expect(newest.map(({ id }) => id)).toEqual(ids.toSorted((a, b) => b - a));
  });
});

describe('an appeal that nobody answers in time', () => {
  it('goes one level up, with the same time; at the top it is overdue', async () => {
    await one.send('checkup', hot);
    const id = idOf(await appeal());
    await passOn(2.99);
    expect(await mine()).toMatchObject({ level: 0 });
    await passOn(3);
    expect(await mine()).toMatchObject({
      level: 1,
      place: { en: 'Antarctica' },
      dueAt: at(6).toISOString(),
      overdue: false,
    });
    expect(await seenBy(await kit.as(cast.otto))).toEqual([]);
    expect(await seenBy(await kit.as(cast.ada))).toEqual([id]);
    await passOn(7);
    expect(await mine()).toMatchObject({ level: 1, place: { en: 'Antarctica' }, overdue: true });
    const ada = await kit.as(cast.ada);
    const { open, overdue } = await ada.get(codes.appealCount, {
      query: { programmeId: programme.id },
    });
    expect(open >= 1 && overdue >= 1).toBe(true);
    await ada.get(codes.acceptAppeal, { params: { id }, body: { answer } });
    expect(await colourOf(kit, one.person)).toBe('green');
    const { rows } = await kit.database.pool.query(
      "select count(*)::int as count from notices where person_id = $1 and kind = 'codes.appeal'",
      [one.person.personId],
    );
    expect(rows).toEqual([{ count: 2 }]);
  });

  it('is not decided by the organisation that had it', async () => {
    await one.send('checkup', hot);
    const params = { id: idOf(await appeal()) };
    await passOn(3);
    const otto = await kit.as(cast.otto);
    const late = await otto.call(codes.acceptAppeal, { params, body: { answer } });
    expect(late.status).toBe(404);
  });
});
