import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Kit, startKit, startOfTests } from '../../../server/testing/kit.ts';
import {
  askForPicture,
  type Page,
  send,
  signIn,
  visitorFrom,
} from '../../../server/testing/visitor.ts';
import { costOf } from '../captcha/rules.ts';
import { people } from '../contract.ts';
import { addPerson, addTestRealm, initial, leaveGuesses, password } from '../testing.ts';

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

/** Where a page has no cryptography to solve puzzles with. */
const unsolvable = 'anxing.test';

/** Signs in from a browser that nobody has used before. */
const signInFrom = (address: string, card: string, given: string, page: Page = 'localhost') =>
  signIn(kit, visitorFrom(address, { page }), card, given);

async function captchaFrom(address: string, page: Page = 'localhost') {
  const shown = await askForPicture(kit, visitorFrom(address, { page }));
  if ('code' in shown) throw new Error(shown.code);
  return shown;
}

/** Signs in with what was typed for a captcha, and no puzzle. */
const enter = (address: string, { id, typed }: { id: string; typed: string }, given: string) =>
  send(kit, visitorFrom(address), people.signInByCard, {
    ...{ card: '3000001', password: given, captcha: { id, answer: typed } },
  });

const guess = (address: string, times: number) => leaveGuesses(kit.platform, address, times);

describe('guessing from an address', () => {
  it('brings a puzzle beside the picture, which is asked for there alone', async () => {
    await guess(campus, 10);
    const shown = await captchaFrom(campus);
    expect(shown.cost).toBe(costOf(1, 'picture'));
    expect((await enter(campus, shown, password)).body.code).toBe('captcha_wrong');
    const solved = await signInFrom(campus, '3000001', password);
    expect(solved).toMatchObject({ status: 200, cost: costOf(1, 'picture') });
    const free = await signInFrom(elsewhere, '3000001', password);
    expect(free).toMatchObject({ status: 200, cost: undefined });
    await guess(campus, 35);
    expect((await captchaFrom(campus)).cost).toBe(costOf(2, 'picture'));
  });

  it('makes a hoard of easy captchas worthless', async () => {
    const [first, second] = [await captchaFrom(campus), await captchaFrom(campus)];
    await guess(campus, 9);
    expect((await enter(campus, first, 'wrong')).body.code).toBe('sign_in_failed');
    expect((await enter(campus, second, password)).body).toMatchObject({
      code: 'captcha_outgrown',
      fields: [{ path: 'captcha.answer', code: 'captcha_outgrown' }],
    });
  });

  it('three hundred times leaves initial passwords worth nothing there for a while, right or wrong', async () => {
    await guess(campus, 300);
    const right = await signInFrom(campus, '3000002', initial, unsolvable);
    const wrong = await signInFrom(campus, '3000003', initial, unsolvable);
    const own = await signInFrom(campus, '3000001', 'wrong', unsolvable);
    expect(right).toMatchObject({
      status: 429,
      body: { code: 'wait_before_trying', params: { until: '2022-01-20T04:00:30.000Z' } },
    });
    expect([right.status, right.body]).toEqual([wrong.status, wrong.body]);
    expect(own.status).toBe(429);
    // The campus behind it goes on, and so does everybody elsewhere.
    expect((await signInFrom(campus, '3000001', password, unsolvable)).status).toBe(200);
    expect((await signInFrom(elsewhere, '3000002', initial)).status).toBe(200);
  });

  it('does not hold off whoever was handed a one-time password, which nobody guesses', async () => {
    await addTestRealm(kit.platform, { oneTimePasswords: true });
    await guess(campus, 300);
    expect((await signInFrom(campus, '3000002', initial, unsolvable)).status).toBe(200);
    expect((await signInFrom(campus, '3000002', `${initial}2`, unsolvable)).status).toBe(429);
    await addTestRealm(kit.platform);
  });

  it('ends with the guessing: nothing tried meanwhile makes it longer, nor does a success make it shorter', async () => {
    await guess(campus, 300);
    for (let count = 0; count < 3; count += 1) {
      await signInFrom(campus, '3000004', initial, unsolvable);
      await signInFrom(campus, '3000001', password, unsolvable);
    }
    kit.clock.set('2022-01-20T04:00:29.999Z');
    expect((await signInFrom(campus, '3000002', initial, unsolvable)).status).toBe(429);
    kit.clock.set('2022-01-20T04:00:30.000Z');
    expect((await signInFrom(campus, '3000005', initial, unsolvable)).body.code).toBe(
      'sign_in_failed',
    );
    expect((await signInFrom(campus, '3000002', initial, unsolvable)).status).toBe(429);
    kit.clock.set('2022-01-20T05:00:00.000Z');
    expect((await signInFrom(campus, '3000002', initial, unsolvable)).status).toBe(200);
  });

  it('asks for no puzzle where the page has no way to solve it', async () => {
    await guess(campus, 40);
    expect((await captchaFrom(campus, unsolvable)).cost).toBeUndefined();
  });
});
