import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { App } from '../../../platform/contract.ts';
import { cookieName } from '../../../platform/http-identity.ts';
import type { Cast } from '../../../server/testing/cast.ts';
import { type Reporter, reporter, startExpeditionKit } from '../../../server/testing/expedition.ts';
import { type Client, type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { people } from '../../people/contract.ts';
import { endSessionsOf } from '../../people/public.ts';
import type { Programme } from '../../programmes/public.ts';
import { reports } from '../contract.ts';
import { wellToday } from '../testing.ts';

/** The statement that writes a report looks its session up by itself: it must not be taken in by any other. */

let kit: Kit;
let cast: Cast;
let expedition: Programme;
let one: Reporter;

beforeAll(async () => {
  ({ kit, cast, expedition } = await startExpeditionKit());
  // The programme is known from here on, so that what follows goes by the one statement.
  await (await reporter(kit, expedition)).send('daily', wellToday);
});
beforeEach(async () => {
  kit.clock.set(startOfTests);
  one = await reporter(kit, expedition);
});
afterAll(() => kit.close());

const body = (more: object = {}) => ({
  id: randomUUID(),
  form: 'daily',
  formVersionId: expedition.forms.get('daily')?.id as number,
  day: '2022-01-20',
  basedOn: 0,
  values: wellToday,
  ...more,
});

async function kept(): Promise<number> {
  const { rows } = await kit.database.pool.query<{ count: number }>(
    'select count(*)::int as count from reports where sent_by = $1',
    [one.person.personId],
  );
  return rows[0]?.count ?? 0;
}

async function refusal(client: Client): Promise<unknown> {
  const { status, body: answer } = await client.call(reports.submit, { body: body() });
  expect(await kept()).toBe(0);
  return [status, answer.code];
}

it('is refused when the session was ended a moment ago', async () => {
  const { personId, realm } = one.person;
  await kit.platform.transaction(null, (tx) => endSessionsOf(tx, { personIds: [personId], realm }));
  expect(await refusal(one.browser)).toEqual([401, 'not_signed_in']);
});

it('is refused when the session has run out', async () => {
  const desk = await one.device('desk');
  kit.clock.set('2022-01-20T05:59:59.000Z');
  expect((await desk.call(people.me)).status).toBe(200);
  kit.clock.set('2022-01-20T08:00:00.000Z');
  expect(await refusal(desk)).toEqual([401, 'not_signed_in']);
});

it('is refused by the session of another app, of the console, and of one who has not finished', async () => {
  for (const app of ['desk', 'field', 'console'] as App[]) {
    const other = await kit.as(null, app, one.person.realm);
    other.cookie = one.browser.cookie;
    expect(await refusal(other)).toEqual([401, 'not_signed_in']);
  }
  const unfinished = await kit.as({ ...one.person, mustFinish: true });
  expect(await refusal(unfinished)).toEqual([403, 'must_finish']);
});

it('is not taken for somebody of another programme', async () => {
  const { personId } = cast.penny;
  const penny = await kit.as({ ...cast.penny, app: 'portal' });
  const { status } = await penny.call(reports.submit, { body: body() });
  expect(status).toBeGreaterThanOrEqual(400);
  const { rows } = await kit.database.pool.query('select from reports where sent_by = $1', [
    personId,
  ]);
  expect(rows).toEqual([]);
});

it('is refused where somebody else has signed in since the form was opened, and taken otherwise', async () => {
  const other = await reporter(kit, expedition);
  const send = (expected: string) =>
    kit.server.inject({
      method: 'POST',
      url: reports.submit.url,
      cookies: { [cookieName('portal', 'expedition')]: one.browser.cookie ?? '' },
      headers: {
        'x-anxing-app': 'portal',
        'x-anxing-realm': 'expedition',
        'x-anxing-person': expected,
      },
      payload: body(),
    });
  for (const expected of [other.person.personId, 'no-id', '']) {
    const refused = await send(expected);
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'somebody_else']);
  }
  expect(await kept()).toBe(0);
  expect((await send(one.person.personId.toUpperCase())).statusCode).toBe(200);
  expect(await kept()).toBe(1);
});

it('tells mistakes to those alone who are signed in', async () => {
  const stranger = await kit.as(null, 'portal');
  const wrong = { body: { nothing: true } as never };
  expect((await stranger.call(reports.submit, wrong)).status).toBe(401);
  stranger.cookie = 'made-up';
  expect((await stranger.call(reports.submit, wrong)).status).toBe(401);
  expect((await one.browser.call(reports.submit, wrong)).status).toBe(422);
});

it('of a stranger is not read where it is large, or does not say how large it is', async () => {
  const send = (payload: string | Readable) =>
    kit.server.inject({
      method: 'POST',
      url: reports.submit.url,
      cookies: { [cookieName('portal', 'expedition')]: 'made-up' },
      headers: {
        'x-anxing-app': 'portal',
        'x-anxing-realm': 'expedition',
        'content-type': 'application/json',
      },
      payload,
    });
  // What is read and cannot be understood is answered with 400.
  expect((await send('{')).statusCode).toBe(400);
  expect((await send('{'.repeat(20_000))).statusCode).toBe(401);
  expect((await send(Readable.from(['{']))).statusCode).toBe(401);
});

it('notes that the session was used, once in a while', async () => {
  const seen = async () => {
    const { rows } = await kit.database.pool.query<{ seen_at: Date }>(
      'select seen_at from sessions where person_id = $1',
      [one.person.personId],
    );
    return rows[0]?.seen_at.toISOString();
  };
  const send = (day: string) => one.browser.call(reports.submit, { body: body({ day }) });
  kit.clock.set('2022-01-20T05:00:00.000Z');
  expect((await send('2022-01-19')).status).toBe(200);
  expect(await seen()).toBe(startOfTests);
  kit.clock.set('2022-01-20T05:00:00.001Z');
  expect((await send('2022-01-20')).status).toBe(200);
  await expect.poll(seen).toBe('2022-01-20T05:00:00.001Z');
});
