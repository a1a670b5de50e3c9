import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cast } from '../../../server/testing/cast.ts';
import { type Reporter, reporter } from '../../../server/testing/expedition.ts';
import { type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { startRookeryKit } from '../../../server/testing/rookery.ts';
import type { Programme } from '../../programmes/public.ts';
import { codes } from '../contract.ts';
import { applyMeasurements } from '../public.ts';

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

const at = (days: number) => new Date(Date.parse(startOfTests) + days * 86_400_000).toISOString();
const mine = () => one.browser.get(codes.mine);
const history = (query = {}) => one.browser.get(codes.history, { query });
const report = (temperature: number) => one.send('checkup', { temperature, limping: false });

describe('a person', () => {
  it('is told what to do where nothing is known of them', async () => {
    expect(await mine()).toMatchObject({
      colour: 'grey',
      label: { en: 'No recent check-up' },
      advice: { en: 'Please have a check-up.' },
      since: null,
      reason: null,
      entries: 0,
    });
    expect(await history()).toEqual({ items: [], next: null, forgotten: 0 });
  });

  it('is told why the code has its colour, since when, until when and how it ends', async () => {
    await report(39);
    const yellow = {
      colour: 'yellow',
      label: { en: 'High temperature' },
      since: at(0),
      staleAt: at(14),
      reason: {
        rule: 'hot',
        kind: 'report',
        until: null,
        ends: { afterDays: 7, cleanReport: true, normalMeasurement: true },
      },
    };
    expect(await mine()).toMatchObject(yellow);
    kit.clock.set(at(1));
    await report(38);
    expect(await mine()).toMatchObject({ colour: 'yellow', reason: { until: at(7) } });
  });

  it('is told where it was measured', async () => {
    await kit.platform.transaction(null, (tx) =>
      applyMeasurements(tx, [
        {
          enrolmentId: one.person.enrolmentId,
          id: randomUUID(),
          at: tx.now,
          celsius: 40,
          byId: cast.otto.personId,
          placeId: cast.places.north.id,
        },
      ]),
    );
    expect((await mine())?.reason).toMatchObject({
      kind: 'measurement',
      place: { en: 'North Colony' },
    });
    const { items } = await history();
    expect(items).toMatchObject([{ why: 'measurement', place: { en: 'North Colony' } }]);
    expect(JSON.stringify(items)).not.toContain('Otto');
  });

  it('sees every change, also what time alone has brought about since', async () => {
    await report(39);
    kit.clock.set(at(1));
    await report(38);
    kit.clock.set(at(20));
    const told = async () =>
      (await history()).items.map(({ number, from, colour, why, at: when }) => [
        number,
        `${from}>${colour} ${why}`,
        when,
      ]);
    expect(await told()).toEqual([
      [null, 'green>grey time', at(15)],
      [null, 'yellow>green time', at(7)],
      [2, 'yellow>yellow report', at(1)],
      [1, 'grey>yellow report', at(0)],
    ]);
    expect(await mine()).toMatchObject({ colour: 'grey', since: at(15), entries: 2 });
    await report(38);
    expect(await told()).toEqual([
      [5, 'grey>green report', at(20)],
      [4, 'green>grey time', at(15)],
      [3, 'yellow>green time', at(7)],
      [2, 'yellow>yellow report', at(1)],
      [1, 'grey>yellow report', at(0)],
    ]);
  });

  it('reads long histories page by page', async () => {
    for (let count = 0; count < 32; count += 1) {
      kit.clock.set(new Date(Date.parse(startOfTests) + count * 60_000));
      await report(39);
    }
    const { items, next } = await history();
    expect([items.length, items[0]?.number, next]).toEqual([30, 32, 3]);
    const rest = await history({ after: next });
    expect([rest.items.map(({ number }) => number), rest.next]).toEqual([[2, 1], null]);
  });
});

describe('staff', () => {
  it('see a code with who did what, and the look is in the audit trail', async () => {
    await report(39);
    const olga = await kit.as(cast.olga);
    const { enrolmentId, personId } = one.person;
    const seen = await olga.get(codes.person, { params: { enrolmentId }, query: {} });
    expect(seen).toMatchObject({
      current: { colour: 'yellow' },
      items: [{ number: 1, actor: one.person.entry.name, approver: null }],
    });
    const { rows } = await kit.database.pool.query(
      "select action from audit_entries where person_id = $1 and action = 'code.viewed'",
      [personId],
    );
    expect(rows).toHaveLength(1);
    const boris = await kit.as(cast.boris);
    const other = await boris.call(codes.person, { params: { enrolmentId }, query: {} });
    expect(other.status).toBe(404);
  });

  it('check ledgers as far as their places go', async () => {
    await report(39);
    const ada = await kit.as(cast.ada);
    const { people, flaws } = await ada.get(codes.verify, { body: { after: 0 } });
    expect([people > 0, flaws]).toEqual([true, []]);
    const olga = await kit.as(cast.olga);
    expect((await olga.call(codes.verify, { body: { after: 0 } })).status).toBe(403);
  });
});
