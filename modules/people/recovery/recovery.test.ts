import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Client, type Kit, startKit, startOfTests } from '../../../server/testing/kit.ts';
import { setWithdrawn } from '../accounts/withdrawal.ts';
import { people } from '../contract.ts';
import {
  addPerson,
  addTestRealm,
  answers,
  password,
  questions,
  realm,
  setUp,
  solveCaptcha,
} from '../testing.ts';

let kit: Kit;
let client: Client;

beforeAll(async () => {
  kit = await startKit();
  await addTestRealm(kit.platform);
});
afterAll(() => kit.close());
beforeEach(async () => {
  kit.clock.set(startOfTests);
  client = await kit.as(null, 'portal');
});

const newPassword = 'A new one for 3 seals';

const start = async (card: string, by = client) =>
  by.call(people.recover, { body: { card, captcha: await solveCaptcha(kit.platform) } });

const answer = (token: string, given: string[], by = client) =>
  by.call(people.recoverAnswers, { body: { token, answers: given } });

const choose = (token: string, typed = newPassword, by = client) =>
  by.call(people.recoverPassword, { body: { token, password: typed } });

const signInWith = async (card: string, typed: string) =>
  client.call(people.signInByCard, {
    body: { card, password: typed, captcha: await solveCaptcha(kit.platform) },
  });

describe('a forgotten password', () => {
  it('is set anew after all three answers, and every session of the app ends', async () => {
    const personId = await addPerson(kit.platform, '1000001', { activated: ['portal', 'desk'] });
    const portal = await kit.as({ personId, realm, app: 'portal' });
    const desk = await kit.as({ personId, realm, app: 'desk' });
    const { body } = await start('1000001');
    expect(body.questions).toEqual(setUp.questions.map(({ question }) => question));
    expect(body.expiresAt).toBe('2022-01-20T04:15:00.000Z');
    expect((await answer(body.token, ['  ice SCHOOL', '企鹅', 'flipper '])).status).toBe(200);
    expect((await choose(body.token)).status).toBe(200);
    expect((await portal.call(people.me)).status).toBe(401);
    expect((await desk.call(people.me)).status).toBe(200);
    expect((await signInWith('1000001', newPassword)).status).toBe(200);
    expect((await signInWith('1000001', password)).body.code).toBe('sign_in_failed');
    expect((await choose(body.token, 'Once more 4 you')).body.code).toBe('recovery_expired');
  });

  it('is not set by a recovery that somebody began before it was changed', async () => {
    const personId = await addPerson(kit.platform, '1000009', { activated: ['portal'] });
    const portal = await kit.as({ personId, realm, app: 'portal' });
    const { token } = (await start('1000009')).body;
    expect((await answer(token, answers)).status).toBe(200);
    const change = { current: password, password: newPassword };
    expect((await portal.call(people.changePassword, { body: change })).status).toBe(200);
    expect((await choose(token, 'Once more 4 you')).body.code).toBe('recovery_expired');
    expect((await signInWith('1000009', newPassword)).status).toBe(200);
  });

  it('needs the answers first, and every one of them', async () => {
    await addPerson(kit.platform, '1000002', { activated: ['portal'] });
    const { token } = (await start('1000002')).body;
    expect((await choose(token)).body.code).toBe('recovery_expired');
    const [school = '', teacher = '', pet = ''] = answers;
    const wrong = [
      ['no', teacher, pet],
      [school, 'no', pet],
      [school, teacher, 'no'],
      [pet, school, teacher],
    ];
    const bodies = [];
    for (const given of wrong) bodies.push((await answer(token, given)).body);
    expect(bodies[0]).toMatchObject({ code: 'answers_wrong', status: 422 });
    for (const body of bodies) expect(body).toEqual(bodies[0]);
    expect((await answer(token, [school, teacher])).body.fields).toMatchObject([
      { path: 'answers' },
    ]);
    expect((await choose(token)).body.code).toBe('recovery_expired');
    expect((await answer(token, answers)).status).toBe(200);
  });

  it('refuses a weak password without losing the way so far, and the present one', async () => {
    await addPerson(kit.platform, '1000003', { activated: ['portal'] });
    const { token } = (await start('1000003')).body;
    await answer(token, answers);
    expect((await choose(token, 'short')).body.fields).toMatchObject([
      { code: 'password_too_short' },
    ]);
    expect((await choose(token, password)).body.fields).toMatchObject([{ code: 'password_same' }]);
    expect((await choose(token)).status).toBe(200);
  });

  it('is over after a quarter of an hour, and stays in its app', async () => {
    await addPerson(kit.platform, '1000004', { activated: ['portal', 'desk'] });
    const { token } = (await start('1000004')).body;
    const desk = await kit.as(null, 'desk');
    expect((await answer(token, answers, desk)).body.code).toBe('recovery_expired');
    await answer(token, answers);
    expect((await choose(token, newPassword, desk)).body.code).toBe('recovery_expired');
    kit.clock.set('2022-01-20T04:15:00.000Z');
    expect((await choose(token)).body.code).toBe('recovery_expired');
  });

  it('tells somebody who was withdrawn, once the answers are right', async () => {
    const personId = await addPerson(kit.platform, '1000006', { activated: ['portal'] });
    const [asked, answered] = [(await start('1000006')).body, (await start('1000006')).body];
    await answer(answered.token, answers);
    const at = kit.clock.now();
    await kit.platform.transaction(null, (tx) => setWithdrawn(tx, realm, [{ personId, at }]));
    expect((await answer(asked.token, ['a', 'b', 'c'])).body.code).toBe('answers_wrong');
    expect((await answer(asked.token, answers)).body.code).toBe('withdrawn');
    expect((await choose(answered.token)).body.code).toBe('withdrawn');
  });

  it('takes the further card for the person', async () => {
    await addPerson(kit.platform, '1000005', { aliases: ['2000005'], activated: ['portal'] });
    const { token } = (await start('2000005')).body;
    await answer(token, answers);
    await choose(token);
    expect((await signInWith('1000005', newPassword)).status).toBe(200);
  });

  it('needs a captcha, and a realm with questions', async () => {
    const captcha = { ...(await solveCaptcha(kit.platform)), answer: '0000' };
    const refused = await client.call(people.recover, {
      body: { card: '1000001', captcha },
    });
    expect(refused.body.code).toBe('captcha_wrong');
    const fresh = await solveCaptcha(kit.platform);
    const console = await kit.as(null, 'console');
    const staff = { card: 'admin', captcha: fresh };
    expect((await console.call(people.recover, { body: staff })).body.code).toBe('not_found');
  });
});

describe('a card without questions', () => {
  /** The whole way with wrong answers until one has to wait, as anybody can go it: what is told, without tokens. */
  const walk = async (card: string) => {
    const seen: unknown[] = [];
    const first = await start(card);
    const { token, ...rest } = first.body;
    seen.push(
      first.status,
      token.length,
      rest.expiresAt,
      rest.questions.length,
      Object.keys(first.body),
    );
    seen.push((await choose(token)).body);
    for (let count = 0; count < 5; count += 1) {
      const { status, body } = await answer(token, ['a', 'b', 'c']);
      seen.push(status, body);
    }
    const { status, body } = await answer(token, ['a', 'b', 'c']);
    const again = await start(card);
    seen.push(status, body, again.status, again.body);
    return seen;
  };

  it('goes the same way as one with, step by step', async () => {
    await addPerson(kit.platform, '1000010', { activated: ['portal'] });
    await addPerson(kit.platform, '1000011');
    await addPerson(kit.platform, '1000012', { activated: ['desk'] });
    const activated = await walk('1000010');
    expect(activated).toContain(429);
    expect(await walk('9999999')).toEqual(activated);
    expect(await walk('1000011')).toEqual(activated);
    expect(await walk('1000012')).toEqual(activated);
  });

  it('is asked three of the realm’s questions, always the same ones, roster or not', async () => {
    const asked = async (card: string) => (await start(card)).body.questions;
    const decoys = await asked('9000001');
    expect(new Set(decoys).size).toBe(3);
    for (const question of decoys) expect(questions).toContain(question);
    expect(await asked('9000001')).toEqual(decoys);
    expect(await asked(' 9０00001')).toEqual(decoys);
    const kinds = new Set<string>();
    for (let card = 9000002; card < 9000022; card += 1)
      kinds.add((await asked(String(card))).join());
    expect(kinds.size).toBeGreaterThan(3);
    await addPerson(kit.platform, '9000001');
    expect(await asked('9000001')).toEqual(decoys);
  });
});
