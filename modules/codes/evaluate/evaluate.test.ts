import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cast } from '../../../server/testing/cast.ts';
import { type Reporter, reporter } from '../../../server/testing/expedition.ts';
import { type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { colourOf, ledgerOf, startRookeryKit } from '../../../server/testing/rookery.ts';
import type { Programme } from '../../programmes/public.ts';
import { applyMeasurements, type NewMeasurement, undoMeasurement } from '../public.ts';

let kit: Kit;
let cast: Cast;
let programme: Programme;

beforeAll(async () => {
  ({ kit, cast, programme } = await startRookeryKit());
});
beforeEach(() => kit.clock.set(startOfTests));
afterAll(() => kit.close());

const well = { temperature: 38, limping: false };
const hot = { temperature: 39, limping: false };

function pass(days: number, minutes = 0): Date {
  const time = new Date(Date.parse(startOfTests) + days * 86_400_000 + minutes * 60_000);
  kit.clock.set(time);
  return time;
}

function measured({ person }: Reporter, celsius: number): NewMeasurement {
  return {
    enrolmentId: person.enrolmentId,
    id: randomUUID(),
    at: kit.clock.now(),
    celsius,
    byId: cast.otto.personId,
    placeId: cast.places.north.id,
  };
}

const measure = (...given: NewMeasurement[]) =>
  kit.platform.transaction(null, (tx) => applyMeasurements(tx, given));

const undo = (given: NewMeasurement) =>
  kit.platform.transaction(null, (tx) => undoMeasurement(tx, given));

describe('reports', () => {
  it('give a colour in the transaction that writes them, and renew it', async () => {
    const one = await reporter(kit, programme);
    expect(await colourOf(kit, one.person)).toBe('grey');
    expect((await one.send('checkup', well)).status).toBe(200);
    expect(await colourOf(kit, one.person)).toBe('green');
    pass(10);
    await one.send('checkup', well);
    pass(23);
    expect(await colourOf(kit, one.person)).toBe('green');
    pass(24);
    expect(await colourOf(kit, one.person)).toBe('grey');
    expect(await ledgerOf(kit, one.person)).toEqual(['grey>green report']);
    pass(25);
    await one.send('checkup', well);
    expect(await ledgerOf(kit, one.person)).toEqual([
      'grey>green report',
      'green>grey time',
      'grey>green report',
    ]);
  });

  it('of another form change nothing', async () => {
    const one = await reporter(kit, programme);
    await one.send('diary', { entry: 'Fish' });
    expect(await colourOf(kit, one.person)).toBe('grey');
  });

  it('that are corrected are looked at again, and take nothing back', async () => {
    const one = await reporter(kit, programme);
    const { body } = await one.send('checkup', well);
    const again = { entry: (body as { slot: string }).slot, basedOn: 1 };
    await one.send('checkup', hot, again);
    expect(await colourOf(kit, one.person)).toBe('yellow');
    pass(1);
    await one.send('checkup', well, { ...again, basedOn: 2 });
    expect(await colourOf(kit, one.person)).toBe('yellow');
    pass(7);
    expect(await colourOf(kit, one.person)).toBe('green');
  });

  it('of many people and two of one person are evaluated together', async () => {
    const people = await Promise.all([1, 2, 3, 4].map(() => reporter(kit, programme)));
    const [one, two, three, four] = people as [Reporter, Reporter, Reporter, Reporter];
    await Promise.all([one.send('checkup', well), two.send('checkup', well)]);
    const device = await one.device();
    await Promise.all([
      one.send('checkup', hot),
      one.send('checkup', well, {}, device),
      two.send('checkup', well),
      three.send('checkup', hot),
      four.send('checkup', { ...hot, limping: true }),
    ]);
    const colours = await Promise.all(people.map(({ person }) => colourOf(kit, person)));
    expect(colours).toEqual(['yellow', 'green', 'yellow', 'yellow']);
    expect(await ledgerOf(kit, two.person)).toEqual(['grey>green report']);
  });
});

describe('measurements', () => {
  it('give and end a yellow, and a mistyped one is undone; the ledger tells all of it', async () => {
    const one = await reporter(kit, programme);
    await one.send('checkup', well);
    pass(0, 1);
    const mistyped = measured(one, 39);
    await measure(mistyped, measured(one, 38));
    expect(await colourOf(kit, one.person)).toBe('green');
    pass(0, 2);
    await measure(measured(one, 40));
    pass(0, 3);
    const normal = measured(one, 38.9);
    await measure(normal);
    await measure(normal);
    pass(0, 5);
    await undo(normal);
    expect(await colourOf(kit, one.person)).toBe('yellow');
    expect(await ledgerOf(kit, one.person)).toEqual([
      'grey>green report',
      'green>yellow measurement',
      'yellow>green measurement',
      'green>yellow measurement',
      'yellow>green measurement',
      'green>yellow measurement_undone',
    ]);
  });

  it('that are normal leave no trace, nor do those of a programme without colours', async () => {
    const one = await reporter(kit, programme);
    await measure(measured(one, 36), measured({ ...one, person: cast.penny }, 41));
    expect(await ledgerOf(kit, one.person)).toEqual([]);
    expect(await ledgerOf(kit, cast.penny)).toEqual([]);
    await one.send('checkup', well);
    await measure(measured(one, 36));
    await undo(measured(one, 36));
    expect(await ledgerOf(kit, one.person)).toHaveLength(1);
  });

  it('and reports of the same moment end alike, whichever comes first', async () => {
    const people = await Promise.all([1, 2, 3, 4, 5, 6].map(() => reporter(kit, programme)));
    await Promise.all([
      ...people.map((one) => one.send('checkup', well)),
      ...people.map((one) => measure(measured(one, 40))),
    ]);
    const colours = await Promise.all(people.map(({ person }) => colourOf(kit, person)));
    expect(new Set(colours)).toEqual(new Set(['yellow']));
  });
});
