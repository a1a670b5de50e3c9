import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { placeScope } from '../../../platform/scope.ts';
import { type Cast, enrol } from '../../../server/testing/cast.ts';
import { reporter, startExpedition, withdraw } from '../../../server/testing/expedition.ts';
import { type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { startRookeryKit } from '../../../server/testing/rookery.ts';
import { coloursOf, countColoursJob } from '../../codes/public.ts';
import { addPlace, type PlaceRow } from '../../places/public.ts';
import type { Programme } from '../../programmes/public.ts';
import { sumUpChecksJob } from '../../screening/public.ts';
import { assignScanner } from '../../staff/public.ts';
import { oversight } from '../contract.ts';
import { viewOf } from './figures.ts';
import { watch } from './live.ts';

let kit: Kit;
let cast: Cast;
/** Has health codes; its days are those of Auckland, which begin at 11:00 UTC. */
let rookery: Programme;
/** Has a form that is due every day. */
let expedition: Programme;
let gate: PlaceRow;

beforeAll(async () => {
  ({ kit, cast, programme: rookery } = await startRookeryKit());
  expedition = await startExpedition(kit, cast);
  gate = await kit.platform.transaction(null, async (tx) => {
    const site = await addPlace(tx, {
      ...{ parentId: cast.places.north.id, kind: 'site', code: 'gate' },
      ...{ zh: '北门', en: 'North gate' },
    });
    const { personId } = cast.otto;
    await assignScanner(tx, { personId, siteId: site.id, level: 'senior', superior: null });
    return site;
  });
});
beforeEach(() => kit.clock.set(startOfTests));
afterAll(() => kit.close());

const figures = async (who: Cast['ada'], programme: Programme, placeId?: number) =>
  (await kit.as(who)).get(oversight.overview, {
    query: { programmeId: programme.id, ...(placeId && { placeId }) },
  });

const southern = { organisation: { code: 'south', zh: '南部群', en: 'South Colony' } };

describe('the overview', () => {
  it('sums up who has reported, by what lies below the place that is looked at', async () => {
    const reported = await reporter(kit, expedition);
    await reported.send('daily', { temperature: 36.5, cough: false });
    await reporter(kit, expedition);
    await reporter(kit, expedition, southern);
    const { north, south, station } = cast.places;
    const all = await figures(cast.otto, expedition);
    expect(all.trail.map(({ id }) => id)).toEqual([station.id]);
    expect(all.daily?.days).toHaveLength(14);
    expect(all.daily?.days.at(-1)).toEqual({ day: '2022-01-20', due: 3, done: 1 });
    expect(all.parts.map(({ id, due, done }) => ({ id, due, done }))).toEqual([
      { id: north.id, due: 2, done: 1 },
      { id: south.id, due: 1, done: 0 },
    ]);
    expect(all.colours).toBeNull();
    const inNorth = await figures(cast.otto, expedition, north.id);
    expect(inNorth.daily?.days.at(-1)).toEqual({ day: '2022-01-20', due: 2, done: 1 });
    expect(inNorth.trail.map(({ id }) => id)).toEqual([station.id, north.id]);
    expect(inNorth.parts.map(({ id, hasParts }) => ({ id, hasParts }))).toEqual([
      { id: gate.id, hasParts: false },
    ]);
  });

  it('shows everybody their own places alone', async () => {
    const { north, south, root } = cast.places;
    const own = await figures(cast.olga, expedition);
    expect(own.trail.map(({ id }) => id)).toEqual([north.id]);
    expect(own.daily?.days.at(-1)).toMatchObject({ due: 2, done: 1 });
    const olga = await kit.as(cast.olga);
    for (const placeId of [south.id, root.id]) {
      const query = { programmeId: expedition.id, placeId };
      expect((await olga.call(oversight.overview, { query })).body.code).toBe('not_found');
    }
    // From above, it is the programme's own place that is looked at.
    const fromAbove = await figures(cast.ada, expedition, root.id);
    expect(fromAbove.trail.map(({ id }) => id)).toEqual([cast.places.station.id]);
  });
});

/** Notes checks at the gate as a scanner's phone would have sent them. */
async function checked(
  ...checks: { at: string; recorded?: string; undone?: boolean }[]
): Promise<void> {
  const person = await enrol(kit, rookery);
  for (const { at, recorded = at, undone } of checks) {
    await kit.database.pool.query(
      `insert into checks (id, enrolment_id, site_id, scanner_id, way, checked_at, recorded_at, temperature,
        shown, colour, undone_at, delete_on)
       values ($1, $2, $3, $4, 'number', $5, $6, 36.5, 'green', 'green', $7, '2022-03-01')`,
      [
        ...[randomUUID(), person.enrolmentId, gate.id, cast.otto.personId, at, recorded],
        undone ? recorded : null,
      ],
    );
  }
}

it('counts checks by the hour and by the day of the programme, summed up or not', async () => {
  kit.clock.set('2022-01-20T14:20:00Z');
  await checked(
    // The last minute of a day in Auckland, and the first of the next.
    { at: '2022-01-20T10:59:59Z' },
    { at: '2022-01-20T11:00:00Z' },
    { at: '2022-01-20T13:59:59Z' },
    { at: '2022-01-20T14:00:00Z' },
    { at: '2022-01-20T14:01:00Z', undone: true },
    // Without a network until now.
    { at: '2022-01-20T12:30:00Z', recorded: '2022-01-20T14:19:00Z' },
  );
  const counted = async () => {
    const { checks, parts } = await figures(cast.otto, rookery);
    const hours = checks.hours.filter((hour) => hour.checks > 0);
    return {
      today: checks.today,
      hours: hours.map(({ begins, checks: made }) => `${begins.slice(11, 16)} ${made}`),
      north: parts.find(({ id }) => id === cast.places.north.id)?.checks,
    };
  };
  const right = {
    today: 4,
    hours: ['10:00 1', '11:00 1', '12:00 1', '13:00 1', '14:00 1'],
    north: 4,
  };
  expect(await counted()).toEqual(right);
  await sumUpChecksJob.handle(kit.platform, {});
  expect(await counted()).toEqual(right);
  kit.clock.set('2022-01-20T14:40:00Z');
  await sumUpChecksJob.handle(kit.platform, {});
  await sumUpChecksJob.handle(kit.platform, {});
  expect(await counted()).toEqual(right);
  const { rows } = await kit.database.pool.query(
    'select sum(checks)::int as sum from check_quarters',
  );
  expect(rows).toEqual([{ sum: 5 }]);
});

it('counts the colours that codes show, at any moment', async () => {
  const south = { organisation: southern.organisation };
  const people = await Promise.all([
    reporter(kit, rookery),
    reporter(kit, rookery),
    reporter(kit, rookery, south),
  ]);
  const [well, ill] = people;
  await well?.send('checkup', { temperature: 37, limping: false });
  await ill?.send('checkup', { temperature: 39.5, limping: false });
  await withdraw(kit, await enrol(kit, rookery), '2022-01-20');
  const colours = async () => {
    const found = await coloursOf(
      kit.platform.db,
      people.map(({ person }) => person.enrolmentId),
      kit.clock.now(),
    );
    return [...found.values()].map(({ colour }) => colour);
  };
  const seen = new Set<string>();
  for (const after of [0, 3, 8, 40]) {
    kit.clock.set(new Date(Date.parse(startOfTests) + after * 86_400_000));
    await countColoursJob.handle(kit.platform, {});
    const { colours: counted, parts } = await figures(cast.otto, rookery);
    const [first, second, third] = await colours();
    const sums: Record<string, number> = { green: 0, grey: 0, yellow: 0, orange: 0, red: 0 };
    for (const colour of [first, second, third])
      sums[colour as string] = (sums[colour as string] ?? 0) + 1;
    // Those whom earlier tests enrolled have reported nothing, and are grey.
    const others = (counted?.people.grey ?? 0) - (sums.grey ?? 0);
    expect(others).toBeGreaterThanOrEqual(0);
    expect(counted).toEqual({
      countedAt: kit.clock.now().toISOString(),
      people: { ...sums, grey: (sums.grey ?? 0) + others },
    });
    expect(parts.find(({ id }) => id === cast.places.south.id)?.colours).toEqual({
      ...{ green: 0, yellow: 0, orange: 0, red: 0, grey: 0 },
      [third as string]: 1,
    });
    seen.add([first, second].join());
  }
  expect(seen.size).toBeGreaterThan(1);
});

it('tells pages what has changed, until they go, their time is over or the server stops', async () => {
  const query = { programmeId: expedition.id };
  const scope = placeScope(cast.otto.personId, [cast.places.station.path]);
  const view = await viewOf(kit.platform, scope, query);
  let serving = true;
  const at = { personId: cast.otto.personId, isServing: () => serving };
  const pace = { every: 20, lasts: 60_000 };
  const events = async (stream: AsyncIterable<Buffer>, until: (text: string) => boolean) => {
    let text = '';
    for await (const piece of stream) {
      text += piece;
      if (until(text)) break;
    }
    return text;
  };
  const done = (text: string) =>
    [...text.matchAll(/"day":"2022-01-20","due":\d+,"done":(\d+)/g)].map(([, n]) => n);
  const one = await watch(kit.platform, view, at, pace);
  const two = await watch(kit.platform, view, at, pace);
  const both = Promise.all(
    [one, two].map((each) => events(each, (text) => done(text).includes('2'))),
  );
  const late = await reporter(kit, expedition);
  await late.send('daily', { temperature: 36.5, cough: false });
  for (const text of await both) expect(done(text)[0]).toBe('1');
  const short = await watch(kit.platform, view, at, { every: 20, lasts: 50 });
  expect(await events(short, () => false)).toMatch(/^event: figures\n/);
  const third = await watch(kit.platform, view, at, pace);
  serving = false;
  expect(await events(third, () => false)).toMatch(/^event: figures\n/);
  const open = await Promise.all(
    Array.from({ length: 10 }, () =>
      watch(kit.platform, view, { ...at, isServing: () => true }, pace),
    ),
  );
  await expect(watch(kit.platform, view, at, pace)).rejects.toMatchObject({
    kind: { code: 'too_many_watched' },
  });
  for (const stream of open) stream.destroy();
  await new Promise(setImmediate);
  const answer = await (await kit.as(cast.otto)).call(oversight.watchOverview, { query });
  expect(answer.headers['content-type']).toBe('text/event-stream');
  expect(String(answer.raw)).toMatch(/^event: figures\ndata: \{.*\}\n\n$/);
});

it('reads figures for one person only so often at a time', async () => {
  const otto = await kit.as(cast.otto);
  const query = { programmeId: expedition.id };
  const many = Array.from({ length: 12 }, () => otto.call(oversight.overview, { query }));
  const statuses = (await Promise.all(many)).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  expect((await otto.call(oversight.overview, { query })).status).toBe(200);
});

it('gives the boundaries that the installation has', async () => {
  const otto = await kit.as(cast.otto);
  const { raw } = await otto.call(oversight.boundaries, { params: { code: '990000' } });
  expect(JSON.parse(String(raw)).features).toHaveLength(1);
  const none = await otto.call(oversight.boundaries, { params: { code: '220000' } });
  expect(none.body.code).toBe('no_boundaries');
});
