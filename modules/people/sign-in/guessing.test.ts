import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Kit, startKit, startOfTests } from '../../../server/testing/kit.ts';
import { people } from '../contract.ts';
import { addPerson, addTestRealm, initial, password, realm } from '../testing.ts';
import { countAttempt } from '../throttling/actions.ts';

let kit: Kit;
const campus = '198.51.100.50';
const elsewhere = '198.51.100.60';

beforeAll(async () => {
  kit = await startKit();
  await addTestRealm(kit.platform);
  await addPerson(kit.platform, '3000001', { activated: ['portal'] });
  await addPerson(kit.platform, '3000002');
});
afterAll(() => kit.close());
beforeEach(async () => {
  kit.clock.set(startOfTests);
  await kit.database.pool.query('delete from attempts');
});

const post = async (url: string, address: string, payload: object, host = 'localhost') => {
  const { statusCode, ...response } = await kit.server.inject({
    ...{ method: 'POST', url, payload, remoteAddress: address },
    headers: { 'x-anxing-app': 'portal', 'x-anxing-realm': realm, host },
  });
  return { status: statusCode, body: response.json() };
};

type Made = { id: string; puzzle?: Challenge };

/** A picture, read as a person would, and its puzzle where there is one. */
async function captchaFrom(address: string, host?: string): Promise<{ made: Made; typed: string }> {
  const { body } = await post(people.captcha.url, address, { kind: 'picture' }, host);
  const item = kit.platform.transports.outbox?.items().find(({ to }) => to === body.id);
  return { made: body, typed: item?.text.zh ?? '' };
}

async function solutionOf({ puzzle }: Made): Promise<string> {
  const solution = await solveChallenge({ challenge: puzzle as Challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge: puzzle, solution })).toString('base64');
}

const enter = (address: string, card: string, given: string, captcha: object, host?: string) =>
  post(people.signInByCard.url, address, { card, password: given, captcha }, host);

/** Where a page has no cryptography to solve puzzles with. */
const unsolvable = 'anxing.test';

async function signIn(address: string, card: string, given: string, host?: string) {
  const { made, typed } = await captchaFrom(address, host);
  const solution = made.puzzle ? await solutionOf(made) : undefined;
  const captcha = { id: made.id, answer: typed, ...(solution && { solution }) };
  return {
    ...(await enter(address, card, given, captcha, host)),
    asked: made.puzzle?.parameters.cost,
  };
}

/** As a program leaves an address that tried dates on one card after the other. */
async function guess(address: string, times: number): Promise<void> {
  await Promise.all(
    Array.from({ length: times }, (_, index) =>
      countAttempt(kit.platform, {
        kind: 'sign-in',
        account: Buffer.from(`card ${index}`),
        address,
        guessedIn: realm,
      }),
    ),
  );
}

describe('guessing from an address', () => {
  it('brings a puzzle beside the picture, which is asked for there alone', async () => {
    await guess(campus, 10);
    const { made, typed } = await captchaFrom(campus);
    expect(made.puzzle?.parameters.cost).toBe(5000);
    const without = await enter(campus, '3000001', password, { id: made.id, answer: typed });
    expect(without.body.code).toBe('captcha_wrong');
    expect(await signIn(campus, '3000001', password)).toMatchObject({ status: 200, asked: 5000 });
    expect(await signIn(elsewhere, '3000001', password)).toMatchObject({
      ...{ status: 200, asked: undefined },
    });
    await guess(campus, 25);
    expect((await captchaFrom(campus)).made.puzzle?.parameters.cost).toBe(10_000);
  });

  it('makes a hoard of easy captchas worthless', async () => {
    const [first, second] = [await captchaFrom(campus), await captchaFrom(campus)];
    const spend = ({ made, typed }: typeof first, given: string) =>
      enter(campus, '3000001', given, { id: made.id, answer: typed });
    await guess(campus, 9);
    expect((await spend(first, 'wrong')).body.code).toBe('sign_in_failed');
    expect((await spend(second, password)).body).toMatchObject({
      code: 'captcha_outgrown',
      fields: [{ path: 'captcha.answer', code: 'captcha_outgrown' }],
    });
  });

  it('three hundred times leaves initial passwords worth nothing there for a while, right or wrong', async () => {
    await guess(campus, 300);
    const right = await signIn(campus, '3000002', initial, unsolvable);
    const wrong = await signIn(campus, '3000003', initial, unsolvable);
    const own = await signIn(campus, '3000001', 'wrong', unsolvable);
    expect(right).toMatchObject({
      status: 429,
      body: { code: 'wait_before_trying', params: { until: '2022-01-20T04:00:30.000Z' } },
    });
    expect([right.status, right.body]).toEqual([wrong.status, wrong.body]);
    expect(own.status).toBe(429);
    // The campus behind it goes on, and so does everybody elsewhere.
    expect((await signIn(campus, '3000001', password, unsolvable)).status).toBe(200);
    expect((await signIn(elsewhere, '3000002', initial)).status).toBe(200);
  });

  it('does not hold off whoever was handed a one-time password, which nobody guesses', async () => {
    await addTestRealm(kit.platform, { oneTimePasswords: true });
    await guess(campus, 300);
    expect((await signIn(campus, '3000002', initial, unsolvable)).status).toBe(200);
    expect((await signIn(campus, '3000002', `${initial}2`, unsolvable)).status).toBe(429);
    await addTestRealm(kit.platform);
  });

  it('ends with the guessing: nothing tried meanwhile makes it longer, nor does a success make it shorter', async () => {
    await guess(campus, 300);
    for (let count = 0; count < 3; count += 1) {
      await signIn(campus, '3000004', initial, unsolvable);
      await signIn(campus, '3000001', password, unsolvable);
    }
    kit.clock.set('2022-01-20T04:00:29.999Z');
    expect((await signIn(campus, '3000002', initial, unsolvable)).status).toBe(429);
    kit.clock.set('2022-01-20T04:00:30.000Z');
    expect((await signIn(campus, '3000005', initial, unsolvable)).body.code).toBe('sign_in_failed');
    expect((await signIn(campus, '3000002', initial, unsolvable)).status).toBe(429);
    kit.clock.set('2022-01-20T05:00:00.000Z');
    expect((await signIn(campus, '3000002', initial, unsolvable)).status).toBe(200);
  });

  it('asks for no puzzle where the page has no way to solve it', async () => {
    await guess(campus, 40);
    const { body } = await post(people.captcha.url, campus, { kind: 'picture' }, unsolvable);
    expect(body.puzzle).toBeUndefined();
  });
});
