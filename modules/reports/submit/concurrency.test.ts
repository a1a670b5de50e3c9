import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reporter, startExpeditionKit } from '../../../server/testing/expedition.ts';
import type { Kit } from '../../../server/testing/kit.ts';
import type { Programme } from '../../programmes/public.ts';
import { reports } from '../contract.ts';
import { wellToday } from '../testing.ts';

let kit: Kit;
let expedition: Programme;

beforeAll(async () => {
  ({ kit, expedition } = await startExpeditionKit());
});
afterAll(() => kit.close());

async function doneToday(): Promise<number> {
  const { rows } = await kit.database.pool.query<{ done: number }>(
    "select coalesce(sum(done), 0)::int as done from units_done where day = '2022-01-20'",
  );
  return rows[0]?.done ?? 0;
}

it('makes one record of what two devices send at once', async () => {
  const { device, send, browser } = await reporter(kit, expedition);
  const before = await doneToday();
  const devices = await Promise.all([device(), device('desk'), device(), device('desk'), device()]);
  const answers = await Promise.all(
    devices.map((each, index) =>
      send('daily', { ...wellToday, temperature: 36 + index / 10 }, {}, each),
    ),
  );
  const codes = answers.map(({ status, body }) => (status === 200 ? body.version : body.code));
  expect(codes.filter((code) => code === 1)).toHaveLength(1);
  expect(codes.filter((code) => code === 'newer_version')).toHaveLength(4);
  expect((await browser.get(reports.summary)).reports).toHaveLength(1);
  expect(await doneToday()).toBe(before + 1);
});

it('answers all alike when the same is sent many times at once', async () => {
  const { send, browser } = await reporter(kit, expedition);
  const before = await doneToday();
  const id = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => send('daily', wellToday, { id })),
  );
  for (const { status, body } of answers) expect([status, body]).toEqual([200, answers[0]?.body]);
  expect((await browser.get(reports.summary)).reports).toHaveLength(1);
  expect(await doneToday()).toBe(before + 1);
});

it('lets one of two strangers have an id that both made', async () => {
  const [one, two] = [await reporter(kit, expedition), await reporter(kit, expedition)];
  const id = randomUUID();
  const answers = await Promise.all([
    one.send('daily', wellToday, { id }),
    two.send('daily', wellToday, { id }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('id_taken');
});

it('moves a reporting period by one of two itineraries that arrive at once', async () => {
  const visitor = { attributes: { visitor: true } };
  const { send, browser, device } = await reporter(kit, expedition, visitor);
  const other = await device('desk');
  const answers = await Promise.all([
    send('voyage', { landedOn: '2022-01-15' }),
    send('voyage', { landedOn: '2022-01-16' }, {}, other),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const [report] = (await browser.get(reports.summary)).reports;
  const { milestones } = await browser.get(reports.overview);
  expect(milestones.landing).toBe(report?.values.landedOn);
});

it('gives each of 300 callers an answer of their own', async () => {
  const people = await Promise.all(Array.from({ length: 60 }, () => reporter(kit, expedition)));
  const before = await doneToday();
  const sendings = people.flatMap((each, index) => [
    {
      expected: 200,
      sent: () => each.send('daily', { temperature: 36.6, cough: index % 2 === 0 }),
    },
    { expected: 422, sent: () => each.send('daily', { temperature: 366, cough: true }) },
    { expected: 422, sent: () => each.send('daily', wellToday, { day: '2022-01-21' }) },
    { expected: 409, sent: () => each.send('daily', wellToday, { formVersionId: 999_999 }) },
    { expected: 404, sent: () => each.send('nothing', {}) },
  ]);
  const answers = await Promise.all(sendings.map(({ sent }) => sent()));
  expect(answers.map(({ status }) => status)).toEqual(sendings.map(({ expected }) => expected));
  const ids = answers.flatMap(({ status, body }) => (status === 200 ? [body.id] : []));
  expect(new Set(ids).size).toBe(people.length);
  expect(await doneToday()).toBe(before + people.length);
});

it('refuses the database a change of what was sent, and the loss of whom it belongs to', async () => {
  const { send, person } = await reporter(kit, expedition);
  const { body } = await send('daily', wellToday);
  const change = kit.database.pool.query("update reports set alerts = '{x}' where id = $1", [
    body.id,
  ]);
  await expect(change).rejects.toThrow('never changed');
  const { enrolmentId } = person;
  const loss = kit.database.pool.query('delete from reporting_periods where enrolment_id = $1', [
    enrolmentId,
  ]);
  await expect(loss).rejects.toThrow('never deleted');
});
