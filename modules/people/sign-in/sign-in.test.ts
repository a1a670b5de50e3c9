import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Client, type Kit, startKit, startOfTests } from '../../../server/testing/kit.ts';
import { people } from '../contract.ts';
import { addPerson, addTestRealm, initial, password, realm, solveCaptcha } from '../testing.ts';

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

type Given = { card: string; password: string };

const tryWith = async (given: Given, by = client) =>
  by.call(people.signInByCard, {
    body: { ...given, captcha: await solveCaptcha(kit.platform) },
  });

const later = (seconds: number) =>
  kit.clock.set(new Date(kit.clock.now().getTime() + seconds * 1000));

describe('captchas', () => {
  const person = { card: '1000001', password };
  beforeAll(() => addPerson(kit.platform, person.card, { activated: ['portal'] }));
  const signInWith = (captcha: { id: string; answer: string }) =>
    client.call(people.signInByCard, { body: { ...person, captcha } });

  it('draw a picture, read in either case', async () => {
    const made = await client.get(people.captcha, { body: { kind: 'picture' } });
    expect(made.picture).toMatch(/^<svg /);
    expect(made.picture).not.toMatch(/<text|script/);
    const { id, answer } = await solveCaptcha(kit.platform);
    expect(answer).toMatch(/^[A-Z3-9]{4}$/);
    const { status } = await signInWith({ id, answer: ` ${answer.toLowerCase()}` });
    expect(status).toBe(200);
  });

  it('work once, also when used twice at the same moment', async () => {
    const captcha = await solveCaptcha(kit.platform);
    const both = await Promise.all([signInWith(captcha), signInWith(captcha)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect((await signInWith(captcha)).body.code).toBe('captcha_wrong');
  });

  it('are used up by a wrong answer', async () => {
    const { id, answer } = await solveCaptcha(kit.platform);
    const wrong = await signInWith({ id, answer: '0000' });
    expect(wrong.body).toMatchObject({
      code: 'captcha_wrong',
      fields: [{ path: 'captcha.answer', code: 'captcha_wrong' }],
    });
    expect((await signInWith({ id, answer })).body.code).toBe('captcha_wrong');
  });

  it('run out after five minutes', async () => {
    const captcha = await solveCaptcha(kit.platform);
    later(5 * 60);
    expect((await signInWith(captcha)).body.code).toBe('captcha_wrong');
  });

  it('are a puzzle for who cannot see the picture; it works once, too, and only for its own id', async () => {
    const made = await client.get(people.captcha, { body: { kind: 'puzzle' } });
    const other = await client.get(people.captcha, { body: { kind: 'puzzle' } });
    expect(made.picture).toBeUndefined();
    const challenge = made.puzzle as unknown as Challenge;
    const solution = await solveChallenge({ challenge, deriveKey });
    const answer = Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
    expect((await signInWith({ id: other.id, answer })).body.code).toBe('captcha_wrong');
    expect((await signInWith({ id: made.id, answer })).status).toBe(200);
    expect((await signInWith({ id: made.id, answer })).body.code).toBe('captcha_wrong');
  });

  it.each([
    ['no solution', (challenge: object) => ({ challenge })],
    [
      'a made-up solution',
      (challenge: object) => ({ challenge, solution: { counter: 1, derivedKey: '00' } }),
    ],
    [
      'an easier challenge',
      (challenge: { parameters: object }) => ({
        challenge: { ...challenge, parameters: { ...challenge.parameters, cost: 1 } },
        solution: { counter: 1, derivedKey: '00' },
      }),
    ],
    ['nothing', () => null],
  ])('refuse %s', async (_, payload) => {
    const made = await client.get(people.captcha, { body: { kind: 'puzzle' } });
    const challenge = made.puzzle as { parameters: object };
    const answer = Buffer.from(JSON.stringify(payload(challenge))).toString('base64');
    expect((await signInWith({ id: made.id, answer })).body.code).toBe('captcha_wrong');
  });
});

describe('signing in', () => {
  it('lets somebody in by card and password, with a cookie that scripts cannot read', async () => {
    await addPerson(kit.platform, '1000010', { name: 'Ada Floe', activated: ['portal'] });
    const answer = await tryWith({ card: ' 10000１0', password });
    expect(answer.body).toMatchObject({
      usedAlias: false,
      me: { name: 'Ada Floe', account: '1000010', app: 'portal', mustFinish: false },
    });
    const cookies = [answer.headers['set-cookie']].flat().map(String);
    const session = cookies.find((cookie) => cookie.startsWith('anxing_portal_penguins='));
    expect(session).toMatch(/HttpOnly/);
    expect(session).toMatch(/SameSite=Lax/);
    expect(session).toMatch(/Path=\//);
    expect((await client.get(people.me)).account).toBe('1000010');
  });

  it('keeps the cookie to this host and to encrypted connections where there are some', async () => {
    await addPerson(kit.platform, '1000015', { activated: ['portal'] });
    const cookiesOf = async () =>
      [(await tryWith({ card: '1000015', password })).headers['set-cookie']].flat().map(String);
    expect((await cookiesOf()).join()).not.toMatch(/Secure|__Host-/);
    const { publicUrl } = kit.platform;
    kit.platform.publicUrl = 'https://anxing.test';
    try {
      const cookies = await cookiesOf();
      expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual([
        '__Host-anxing_portal_penguins',
        '__Host-anxing_portal_penguins_known',
      ]);
      // What browsers ask of a cookie with such a name.
      for (const cookie of cookies) {
        expect(cookie).toMatch(/; Secure(;|$)/);
        expect(cookie).toMatch(/; Path=\/(;|$)/);
        expect(cookie).not.toMatch(/Domain/);
      }
      const token = cookies[0]?.split(/[=;]/)[1] ?? '';
      const me = (name: string) =>
        kit.server.inject({
          url: people.me.url,
          headers: { 'x-anxing-app': 'portal', 'x-anxing-realm': realm },
          cookies: { [name]: token },
        });
      expect((await me('__Host-anxing_portal_penguins')).statusCode).toBe(200);
      // As another host of the domain could set it.
      expect((await me('anxing_portal_penguins')).statusCode).toBe(401);
    } finally {
      kit.platform.publicUrl = publicUrl;
    }
  });

  it('says the same of an unknown card, a wrong password, a disabled and an unfinished account', async () => {
    await addPerson(kit.platform, '1000020', { activated: ['portal'] });
    const disabled = await addPerson(kit.platform, '1000021', { activated: ['portal'] });
    await kit.database.pool.query('update memberships set disabled = true where person_id = $1', [
      disabled,
    ]);
    await addPerson(kit.platform, '1000022');
    await addPerson(kit.platform, '1000023', { initial: null });
    const bodies = [
      await tryWith({ card: '9999999', password }),
      await tryWith({ card: '1000020', password: 'wrong' }),
      await tryWith({ card: '1000020', password: initial }),
      await tryWith({ card: '1000021', password }),
      await tryWith({ card: '1000022', password: '19990215' }),
      await tryWith({ card: '1000023', password: initial }),
    ].map(({ status, body }) => ({ status, body }));
    expect(bodies[0]).toMatchObject({ status: 401, body: { code: 'sign_in_failed' } });
    for (const each of bodies) expect(each).toEqual(bodies[0]);
    expect(client.cookie).toBeUndefined();
  });

  it('leads a further card to the same account and says so', async () => {
    const personId = await addPerson(kit.platform, '1000030', {
      aliases: ['2000030'],
      activated: ['portal'],
    });
    const { body } = await tryWith({ card: '2000030', password });
    expect(body).toMatchObject({ usedAlias: true, me: { personId, account: '1000030' } });
  });

  it('knows no realm that is not there, and none that does not serve the app', async () => {
    const elsewhere = await tryWith(
      { card: '1000010', password },
      await kit.as(null, 'portal', 'seals'),
    );
    expect(elsewhere.body.code).toBe('not_found');
    const staff = await kit.as(null, 'portal', 'staff');
    expect((await tryWith({ card: 'admin', password }, staff)).body.code).toBe('not_found');
    const console = await kit.as(null, 'console');
    expect((await tryWith({ card: '1000010', password }, console)).body.code).toBe('not_found');
  });

  it('ends the session that the browser had until now', async () => {
    await addPerson(kit.platform, '1000040', { activated: ['portal'] });
    await tryWith({ card: '1000040', password });
    const before = client.cookie;
    await tryWith({ card: '1000040', password });
    expect(client.cookie).not.toBe(before);
    client.cookie = before;
    expect((await client.call(people.me)).status).toBe(401);
  });
});

describe('wrong tries', () => {
  const from = async (address: string, card: string, typed: string, cookies = {}) => {
    const captcha = await solveCaptcha(kit.platform);
    const response = await kit.server.inject({
      method: 'POST',
      url: people.signInByCard.url,
      // Where a page has no cryptography, no puzzle goes with the picture.
      headers: { 'x-anxing-app': 'portal', 'x-anxing-realm': realm, host: 'anxing.test' },
      payload: { card, password: typed, captcha },
      remoteAddress: address,
      cookies,
    });
    return {
      status: response.statusCode,
      headers: response.headers,
      cookies: response.cookies,
      body: response.json(),
    };
  };

  it('have to wait from the sixth on, for the account from this address alone', async () => {
    await addPerson(kit.platform, '1000050', { activated: ['portal'] });
    for (let count = 0; count < 5; count += 1) {
      expect((await from('198.51.100.1', '1000050', 'wrong')).body.code).toBe('sign_in_failed');
    }
    const sixth = await from('198.51.100.1', '1000050', password);
    expect(sixth).toMatchObject({
      status: 429,
      body: { code: 'wait_before_trying', params: { until: '2022-01-20T04:00:30.000Z' } },
      headers: { 'retry-after': '30' },
    });
    expect((await from('198.51.100.2', '1000050', password)).status).toBe(200);
    expect((await from('198.51.100.1', '1000051', 'wrong')).body.code).toBe('sign_in_failed');
    later(29);
    expect((await from('198.51.100.1', '1000050', password)).status).toBe(429);
    later(1);
    expect((await from('198.51.100.1', '1000050', password)).status).toBe(200);
    // All is forgiven: five more tries.
    for (let count = 0; count < 4; count += 1) await from('198.51.100.1', '1000050', 'wrong');
    expect((await from('198.51.100.1', '1000050', password)).status).toBe(200);
  });

  it('are slowed alike for a card that nobody has, and by all cards of a person together', async () => {
    for (let count = 0; count < 5; count += 1) await from('198.51.100.3', '9999998', 'wrong');
    expect((await from('198.51.100.3', '9999998', 'wrong')).body).toMatchObject({
      code: 'wait_before_trying',
      params: { until: '2022-01-20T04:00:30.000Z' },
    });
    await addPerson(kit.platform, '1000060', { aliases: ['2000060'], activated: ['portal'] });
    for (let count = 0; count < 3; count += 1) await from('198.51.100.3', '1000060', 'wrong');
    for (let count = 0; count < 2; count += 1) await from('198.51.100.3', '2000060', 'wrong');
    expect((await from('198.51.100.3', '2000060', password)).status).toBe(429);
  });

  it('do not get through by coming all at once', async () => {
    await addPerson(kit.platform, '1000070', { activated: ['portal'] });
    const all = await Promise.all(
      Array.from({ length: 9 }, () => from('198.51.100.4', '1000070', 'wrong')),
    );
    expect(all.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(all.filter(({ status }) => status === 429)).toHaveLength(4);
  });

  it('from everywhere slow strangers, not the browser that has been there before', async () => {
    await addPerson(kit.platform, '1000080', { activated: ['portal'] });
    const { cookies } = await from('198.51.100.10', '1000080', password);
    const known = Object.fromEntries(cookies.map(({ name, value }) => [name, value]));
    for (let count = 0; count < 20; count += 1) {
      const { status } = await from(`198.51.100.${100 + count}`, '1000080', 'wrong');
      expect(status).toBe(401);
    }
    expect((await from('198.51.100.11', '1000080', password)).status).toBe(429);
    const other = {
      anxing_portal_penguins_known: known.anxing_portal_penguins_known?.replace(/^./, '!') ?? '',
    };
    expect((await from('198.51.100.11', '1000080', password, other)).status).toBe(429);
    const { anxing_portal_penguins_known = '' } = known;
    expect(
      (await from('198.51.100.11', '1000080', password, { anxing_portal_penguins_known })).status,
    ).toBe(200);
  });

  it('of others behind the same address do not keep out the browser that has been there before', async () => {
    await addPerson(kit.platform, '1000090', { activated: ['portal'] });
    const campus = '198.51.100.12';
    const { cookies } = await from(campus, '1000090', password);
    const { value = '' } =
      cookies.find(({ name }) => name === 'anxing_portal_penguins_known') ?? {};
    const known = { anxing_portal_penguins_known: value };
    for (let count = 0; count < 5; count += 1) await from(campus, '1000090', 'wrong');
    expect((await from(campus, '1000090', password)).status).toBe(429);
    expect((await from(campus, '1000090', password, known)).status).toBe(200);
    // As after hundreds of tries for all sorts of accounts.
    await kit.database.pool.query(
      "update attempts set blocked_until = last_at + interval '30 seconds' where failures > 0",
    );
    expect((await from(campus, '1000091', password)).status).toBe(429);
    expect((await from(campus, '1000090', password, known)).status).toBe(200);
    // Whoever sits there now has five tries as well.
    for (let count = 0; count < 5; count += 1) await from(campus, '1000090', 'wrong', known);
    expect((await from(campus, '1000090', password, known)).status).toBe(429);
  });

  it('leave nothing behind while they have to wait', async () => {
    const stranger = '198.51.100.13';
    for (let count = 0; count < 5; count += 1) await from(stranger, '9999997', 'wrong');
    const kept = async () =>
      (await kit.database.pool.query<{ count: number }>('select count(*)::int from attempts'))
        .rows[0]?.count;
    const before = await kept();
    expect((await from(stranger, '9999997', 'wrong')).status).toBe(429);
    expect(await kept()).toBe(before);
  });
});
