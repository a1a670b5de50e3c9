import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Values } from '../../../forms/definition.ts';
import { type Cast, enrol } from '../../../server/testing/cast.ts';
import {
  type Reporter,
  reporter,
  startExpeditionKit,
  withdraw,
} from '../../../server/testing/expedition.ts';
import { type Kit, startOfTests } from '../../../server/testing/kit.ts';
import type { Programme } from '../../programmes/public.ts';
import { reports } from '../contract.ts';
import { wellToday } from '../testing.ts';

/**
 * The same id with the same content is answered as the first time. The same id with other content is
 * refused: whoever sends it would otherwise be told that something is stored which is not.
 */

let kit: Kit;
let cast: Cast;
let expedition: Programme;

beforeAll(async () => {
  ({ kit, cast, expedition } = await startExpeditionKit());
  // The programme is known from here on, so that first reports go by the one statement.
  await (await reporter(kit, expedition)).send('daily', wellToday);
});
beforeEach(() => kit.clock.set(startOfTests));
afterAll(() => kit.close());

const unwell = { ...wellToday, temperature: 38 };
const reused = (params: object) => ({ status: 409, body: { code: 'id_reused', params } });

async function stored({ browser }: Reporter): Promise<[string, number, Values][]> {
  const { reports: all } = await browser.get(reports.summary);
  return all.map(({ id, version, values }) => [id, version, values]);
}

it('refuses other content for a first report', async () => {
  const one = await reporter(kit, expedition);
  const id = randomUUID();
  const first = await one.send('daily', wellToday, { id });
  expect(first.status).toBe(200);
  const params = { form: 'daily', slot: '2022-01-20', version: 1 };
  expect(await one.send('daily', unwell, { id })).toMatchObject(reused(params));
  expect(await one.send('daily', unwell, { id: id.toUpperCase() })).toMatchObject(reused(params));
  expect(await one.send('daily', { nothing: -1 }, { id })).toMatchObject(reused(params));
  expect((await one.send('daily', wellToday, { id })).body).toEqual(first.body);
  expect((await one.send('daily', { ...wellToday, remark: '  ' }, { id })).body).toEqual(
    first.body,
  );
  expect(await stored(one)).toEqual([[id, 1, wellToday]]);
});

it('refuses other content for a change, and for a version that is no longer the newest', async () => {
  const one = await reporter(kit, expedition);
  const [first, second] = [randomUUID(), randomUUID()];
  await one.send('daily', wellToday, { id: first });
  const changed = await one.send('daily', unwell, { id: second, basedOn: 1 });
  expect(changed.body).toMatchObject({ id: second, version: 2 });
  const which = { form: 'daily', slot: '2022-01-20' };
  const hotter = { ...wellToday, temperature: 39 };
  expect(await one.send('daily', hotter, { id: second, basedOn: 1 })).toMatchObject(
    reused({ ...which, version: 2 }),
  );
  // Even where the newest version says just the same.
  for (const basedOn of [0, 2]) {
    expect(await one.send('daily', unwell, { id: first, basedOn })).toMatchObject(
      reused({ ...which, version: 1 }),
    );
  }
  expect((await one.send('daily', wellToday, { id: first })).body).toMatchObject({ version: 1 });
  expect((await one.send('daily', unwell, { id: second, basedOn: 1 })).body).toEqual(changed.body);
  expect(await stored(one)).toEqual([[second, 2, unwell]]);
});

it('refuses the same values as a change of another version', async () => {
  const one = await reporter(kit, expedition);
  const [first, second] = [randomUUID(), randomUUID()];
  await one.send('daily', wellToday, { id: first });
  await one.send('daily', unwell, { id: second, basedOn: 1 });
  // Somebody who wants the first content back must not be told that it is what counts.
  expect(await one.send('daily', wellToday, { id: first, basedOn: 2 })).toMatchObject({
    status: 409,
    body: { code: 'id_reused' },
  });
});

it('refuses an id that another day or form has', async () => {
  const one = await reporter(kit, expedition);
  const id = randomUUID();
  await one.send('daily', wellToday, { id });
  const params = { form: 'daily', slot: '2022-01-20', version: 1 };
  const elsewhere = [
    await one.send('daily', wellToday, { id, day: '2022-01-19' }),
    await one.send('voyage', { landedOn: '2022-01-15' }, { id }),
    await one.send('sample', { result: 'untested' }, { id }),
    await one.send('nothing', {}, { id }),
    await one.send('daily', wellToday, { id, formVersionId: 999_999 }),
  ];
  for (const answer of elsewhere) expect(answer).toMatchObject(reused(params));
  expect(await stored(one)).toHaveLength(1);
});

it('answers and refuses reports of a form with many entries', async () => {
  const one = await reporter(kit, expedition);
  const id = randomUUID();
  const first = await one.send('sample', { result: 'untested' }, { id });
  expect((await one.send('sample', { result: 'untested' }, { id })).body).toEqual(first.body);
  expect((await one.send('sample', { result: 'untested' }, { id, entry: id })).body).toEqual(
    first.body,
  );
  const tested = { result: 'negative', takenAt: '2022-01-19T00:00:00Z' };
  expect(await one.send('sample', tested, { id })).toMatchObject(
    reused({ form: 'sample', slot: id, version: 1 }),
  );
  expect((await one.send('sample', tested, { id, entry: randomUUID() })).status).toBe(409);
});

it('answers and refuses reports that move a reporting period', async () => {
  const one = await reporter(kit, expedition);
  const id = randomUUID();
  const first = await one.send('voyage', { landedOn: '2022-01-15' }, { id });
  expect((await one.send('voyage', { landedOn: '2022-01-15' }, { id })).body).toEqual(first.body);
  expect(await one.send('voyage', { landedOn: '2022-01-16' }, { id })).toMatchObject(
    reused({ form: 'voyage', slot: 'one', version: 1 }),
  );
  expect((await one.browser.get(reports.overview)).milestones.landing).toBe('2022-01-15');
});

it('answers and refuses reports with photos and encrypted numbers', async () => {
  const one = await reporter(kit, expedition);
  const blank = { create: { width: 4, height: 3, channels: 3, background: '#c9c2b0' } } as const;
  const data = await sharp(blank).jpeg().toBuffer();
  const file = { name: 'page.jpg', mime: 'image/jpeg', data };
  const photo = async () => (await one.browser.get(reports.addPhoto, { file })).id;
  const [page, other] = [await photo(), await photo()];
  const phone = '+86 431 0000 0001';
  const id = randomUUID();
  const first = await one.send('papers', { pages: [page], phone }, { id });
  expect(first.status).toBe(200);
  for (const same of [
    { pages: [page], phone },
    { phone: '+8643100000001', pages: [page] },
  ]) {
    expect((await one.send('papers', same, { id })).body).toEqual(first.body);
  }
  const params = { form: 'papers', slot: 'one', version: 1 };
  const others: Values[] = [
    { pages: [other], phone },
    { pages: [page, other], phone },
    { pages: [page] },
    { pages: [page], phone: '+86 431 0000 0002' },
  ];
  for (const different of others) {
    expect(await one.send('papers', different, { id })).toMatchObject(reused(params));
  }
});

it('takes one of two contents that arrive at once under one id', async () => {
  const people = await Promise.all(Array.from({ length: 20 }, () => reporter(kit, expedition)));
  const photoless = { pages: [] };
  const kinds: [string, Values, Values, object][] = [
    ['daily', wellToday, unwell, {}],
    ['daily', wellToday, unwell, { basedOn: 1 }],
    ['voyage', { landedOn: '2022-01-15' }, { landedOn: '2022-01-16' }, {}],
    ['sample', { result: 'untested' }, { result: 'negative', takenAt: startOfTests }, {}],
  ];
  expect((await (people[0] as Reporter).send('papers', photoless)).status).toBe(422);
  await Promise.all(
    people.map(async (one, index) => {
      const [form, left, right, more] = kinds[index % kinds.length] as (typeof kinds)[number];
      if ('basedOn' in more) await one.send(form, { ...wellToday, temperature: 36 });
      const id = randomUUID();
      const sent = [left, right, left, right, left, right];
      const answers = await Promise.all(
        sent.map((values) => one.send(form, values, { id, ...more })),
      );
      const [[storedId, version, values] = []] = await stored(one);
      expect([storedId, version]).toEqual([id, 'basedOn' in more ? 2 : 1]);
      const keptLeft = values?.temperature === left.temperature && values?.result === left.result;
      const isLeft = keptLeft && values?.landedOn === left.landedOn;
      for (const [sentIndex, { status, body }] of answers.entries()) {
        const same = (sentIndex % 2 === 0) === isLeft;
        expect([status, body.code]).toEqual(same ? [200, undefined] : [409, 'id_reused']);
      }
    }),
  );
});

it('tells a stranger no more than that the id is taken', async () => {
  const [one, stranger] = [await reporter(kit, expedition), await reporter(kit, cast.programme)];
  const id = randomUUID();
  await one.send('daily', wellToday, { id });
  const weighed = { weight: 20, moulting: false, limping: false };
  for (const answer of [
    await stranger.send('weigh-in', weighed, { id }),
    await (await reporter(kit, expedition)).send('daily', wellToday, { id }),
    await (await reporter(kit, expedition)).send('voyage', {}, { id }),
  ]) {
    expect(answer).toMatchObject({ status: 409, body: { code: 'id_taken' } });
    expect(answer.body).not.toHaveProperty('params');
  }
});

it('goes on answering once somebody who was withdrawn takes part again', async () => {
  const one = await reporter(kit, expedition);
  const id = randomUUID();
  const first = await one.send('daily', wellToday, { id });
  await withdraw(kit, one.person, '2022-01-20');
  await enrol(kit, expedition, one.person.entry);
  const again = await one.device();
  expect((await one.send('daily', wellToday, { id }, again)).body).toEqual(first.body);
  expect((await one.send('daily', unwell, { id }, again)).body.code).toBe('id_reused');
});
