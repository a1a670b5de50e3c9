import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rookery } from '../../../forms/testing/rookery.ts';
import { on } from '../../../platform/events.ts';
import type { Platform } from '../../../platform/platform.ts';
import { type Cast, enrol, gather, penguin, weighInDays } from '../../../server/testing/cast.ts';
import { reporter } from '../../../server/testing/expedition.ts';
import { type Client, type Kit, startKit } from '../../../server/testing/kit.ts';
import { reports } from '../../reports/contract.ts';
import { expedition as content } from '../../reports/testing.ts';
import { programmes } from '../contract.ts';
import { enrolPeople } from '../enrolment/enrol.ts';
import { contentOf } from '../identity/rules.ts';
import { colourRulesChanged, type Programme, type Recoloured } from '../model.ts';
import { currentProgramme } from '../programme/cache.ts';
import { createProgramme } from '../programme/create.ts';
import { publishVersion } from '../programme/publish.ts';
import { resumePublications } from './jobs.ts';
import { firstColours, nextColours } from './rules.ts';
import { batch, workOnPublications } from './work.ts';

/** Everybody follows a version that was published: in batches, exactly once, in order, whatever is killed. */

let kit: Kit;
let cast: Cast;
let ada: Client;
let expedition: Programme;
const people = 10_020;
const recoloured: Recoloured[][] = [];

beforeAll(async () => {
  const handler = on(colourRulesChanged, async (_, items) => {
    recoloured.push(items);
  });
  kit = await startKit({ handlers: [handler] });
  cast = await gather(kit);
  ada = await kit.as(cast.ada);
  expedition = await programmeOf('crowd', content);
  await enrolMany(expedition, people);
}, 60_000);
afterAll(() => kit.close());

const programmeOf = (code: string, made: typeof content) =>
  kit.platform.transaction(null, (tx) =>
    createProgramme(tx, {
      ...{ content: made, code, place: { id: cast.places.station.id } },
      ...weighInDays,
    }),
  );

let lastCard = 20_000;
async function enrolMany(programme: Programme, count: number): Promise<void> {
  // The cast counts the cards that it makes up, for all test files.
  const alike = penguin();
  for (let left = count; left > 0; left -= 1000) {
    const entries = Array.from({ length: Math.min(left, 1000) }, () => {
      lastCard += 1;
      const identifiers = [{ kind: 'card' as const, value: `P${lastCard}` }];
      return { ...alike, identifiers, name: `Penguin ${lastCard}` };
    });
    await kit.platform.transaction(null, (tx) => enrolPeople(tx, programme, entries));
  }
}

/** Puts the programme off, as the page of its identity does. */
async function putOff(endsOn: string, { id } = expedition): Promise<void> {
  const { version, identity } = await ada.get(programmes.identity, { params: { id } });
  await ada.get(programmes.changeIdentity, {
    params: { id },
    body: { version, identity, endsOn },
  });
}

const publications = ({ id } = expedition) => ada.get(programmes.publications, { params: { id } });
const newest = async (programme = expedition) => (await publications(programme))[0];

/** How many are due until which day. */
async function lastDays({ id } = expedition): Promise<Record<string, number>> {
  const { rows } = await kit.database.pool.query<{ day: string; count: number }>(
    `select due_to::text as day, count(*)::int as count from reporting_periods
     where programme_id = $1 group by 1 order by 1`,
    [id],
  );
  return Object.fromEntries(rows.map(({ day, count }) => [day, count]));
}

/** How many are due on a day, as the console counts them. */
async function dueOn(day: string, { id } = expedition): Promise<number> {
  const query = { programmeId: id, form: 'daily', day };
  const { rows } = await ada.get(reports.completion, { query });
  return rows.reduce((sum, { due }) => sum + due, 0);
}

/** The platform of a process that is killed in its n-th transaction. */
function dyingAt(n: number): Platform {
  let count = 0;
  return {
    ...kit.platform,
    transaction: (actor, run) => {
      count += 1;
      return kit.platform.transaction(actor, async (tx) => {
        const done = await run(tx);
        if (count >= n) throw new Error('killed');
        return done;
      });
    },
  };
}

describe('a version that changes days', () => {
  it('is in force at once, and everybody follows behind the last batch of a worker that was killed', async () => {
    await putOff('2022-03-01');
    expect(await newest()).toMatchObject({
      ...{ version: 2, state: 'working', publishedBy: 'Ada', finishedAt: null },
      steps: [{ step: 'days', done: 0, total: people }],
    });
    await expect(workOnPublications(dyingAt(3), expedition)).rejects.toThrow('killed');
    expect(await lastDays()).toEqual({ '2022-03-01': 2 * batch, '2022-03-31': people - 2 * batch });
    expect((await newest())?.steps).toMatchObject([{ done: 2 * batch, total: people }]);
    // Whoever comes meanwhile comes by the new version, and is not moved a second time.
    await enrol(kit, expedition, { startsOn: '2022-01-10' });
    await kit.work();
    expect(await lastDays()).toEqual({ '2022-03-01': people + 1 });
    const done = await newest();
    expect(done).toMatchObject({ state: 'done', steps: [{ done: people, total: people }] });
    expect(await dueOn('2022-03-01')).toBe(people + 1);
    expect(await dueOn('2022-03-02')).toBe(0);
  });

  it('is followed once where two work on it, and lets people report meanwhile', async () => {
    await putOff('2022-03-05');
    const { browser, send } = await reporter(kit, expedition);
    const working = Promise.all([1, 2].map(() => workOnPublications(kit.platform, expedition)));
    const mine = await browser.get(programmes.mine);
    const formVersionId = mine.forms.find((each) => each.definition.code === 'daily')?.versionId;
    const sent = await send(
      'daily',
      { temperature: 36.5, cough: false },
      { formVersionId: formVersionId ?? 0 },
    );
    expect(sent.status).toBe(200);
    await working;
    expect(await newest()).toMatchObject({ state: 'done', steps: [{ done: people + 1 }] });
    expect(await lastDays()).toEqual({ '2022-03-05': people + 2 });
    await kit.work();
  });

  it('waits for the one before it, so that nobody’s days are moved from a version they never had', async () => {
    await putOff('2022-03-10');
    await expect(workOnPublications(dyingAt(2), expedition)).rejects.toThrow('killed');
    await putOff('2022-03-20');
    expect((await publications()).slice(0, 2).map(({ state }) => state)).toEqual([
      ...['working', 'working'],
    ]);
    await kit.work();
    expect((await publications()).slice(0, 2).map(({ state }) => state)).toEqual(['done', 'done']);
    expect(await lastDays()).toEqual({ '2022-03-20': people + 2 });
  });

  it('is taken up again when its worker is gone, given up after several tries, and resumed by hand', async () => {
    await putOff('2022-03-25');
    for (let attempt = 0; attempt < 8; attempt += 1) {
      await expect(workOnPublications(dyingAt(1), expedition)).rejects.toThrow('killed');
    }
    await kit.work();
    const failed = await newest();
    expect(failed?.state).toBe('failed');
    const params = { id: expedition.id, publicationId: failed?.id ?? 0 };
    await ada.get(programmes.resumePublication, { params });
    expect((await ada.call(programmes.resumePublication, { params })).body.code).toBe(
      'publication_not_failed',
    );
    await expect(workOnPublications(dyingAt(2), expedition)).rejects.toThrow('killed');
    kit.clock.set(new Date(kit.clock.now().getTime() + 61_000));
    await resumePublications.handle(kit.platform, {});
    await kit.work();
    expect(await newest()).toMatchObject({ state: 'done' });
    expect(await lastDays()).toEqual({ '2022-03-25': people + 2 });
  });
});

it('does with the version itself what one batch can do', async () => {
  const small = await programmeOf('few', content);
  await enrol(kit, small);
  await putOff('2022-02-01', small);
  expect(await lastDays(small)).toEqual({ '2022-02-01': 1 });
  expect(await newest(small)).toMatchObject({ state: 'done', steps: [{ done: 1, total: 1 }] });
});

it.each([
  ['grows where it is quick', 50, 20, 100],
  ['grows no further than a batch', 400, 20, batch],
  ['stays where it takes its time', 50, 300, 50],
  ['shrinks by how long it took', 400, 4000, 25],
  ['shrinks to a few', 50, 60_000, 5],
])('the number of colours that follow together %s', (_, size, took, next) => {
  expect(nextColours(size, took, batch)).toBe(next);
});

it('has nobody follow what is no matter of theirs', async () => {
  const { id } = expedition;
  const identity = await ada.get(programmes.identity, { params: { id } });
  identity.identity.name.en = 'The crowd';
  await ada.get(programmes.changeIdentity, {
    params: { id },
    body: { version: identity.version, identity: identity.identity },
  });
  expect(await newest()).toMatchObject({ state: 'done', steps: [] });
});

it('tells the modules to the right of everybody when rules of colours change', async () => {
  const coloured = await programmeOf('coloured', rookery);
  await enrolMany(coloured, batch + 5);
  const before = contentOf(await currentProgramme(kit.platform, coloured.id));
  const colours = before.colours && { ...before.colours, appealDays: 9 };
  if (!colours) throw new Error('The rookery has colours.');
  await kit.platform.transaction(null, (tx) =>
    publishVersion(tx, coloured.id, { ...before, colours }),
  );
  await kit.work();
  const mine = recoloured.filter(([first]) => first?.programmeId === coloured.id);
  // How long their pasts are is seen by the first few; nobody waits for many with long ones.
  expect(mine[0]).toHaveLength(firstColours);
  expect(Math.max(...mine.map(({ length }) => length))).toBeLessThanOrEqual(batch);
  expect(mine[0]?.[0]).toMatchObject({ fromVersion: 1, toVersion: 2 });
  expect(new Set(mine.flat().map(({ enrolmentId }) => enrolmentId)).size).toBe(batch + 5);
  expect(await newest(coloured)).toMatchObject({
    state: 'done',
    steps: [{ step: 'colours', done: batch + 5 }],
  });
});
