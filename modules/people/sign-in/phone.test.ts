import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Client, type Kit, startKit, startOfTests } from '../../../server/testing/kit.ts';
import { addAccount, addRealm, resetSignIn } from '../accounts/actions.ts';
import { hashSecret } from '../accounts/passwords.ts';
import { setDisabled } from '../accounts/users.ts';
import { setWithdrawn } from '../accounts/withdrawal.ts';
import { people } from '../contract.ts';
import { upsertPeople } from '../roster/actions.ts';
import type { RosterIdentifier } from '../roster/rules.ts';
import { addPerson, addTestRealm, password, solveCaptcha } from '../testing.ts';

/** A programme whose people have a phone each, or share one, and no card. */
const realm = 'seals';
let kit: Kit;
let client: Client;
let passwordHash: string;

beforeAll(async () => {
  kit = await startKit();
  passwordHash = await hashSecret(password);
  const ways = ['phone' as const];
  const apps = { portal: 'all', desk: 'all' };
  await kit.platform.transaction(null, async (tx) => {
    await addRealm(tx, { code: realm, ways, apps, passwordRequired: false });
    await addRealm(tx, { code: 'walruses', ways, apps });
  });
  await addTestRealm(kit.platform);
});
afterAll(() => kit.close());
beforeEach(async () => {
  kit.clock.set(startOfTests);
  client = await kit.as(null, 'portal', realm);
});

let last = 13900000000;
/** A phone that nobody has yet. */
const newPhone = () => {
  last += 1;
  return `+86${last}`;
};

type Given = { name?: string; username?: string; initial?: string; withPassword?: boolean };

const addSeal = (phone: string, given: Given = {}, code = realm): Promise<string> =>
  kit.platform.transaction(null, async (tx) => {
    const { username, name = `Seal ${phone}`, initial = null, withPassword } = given;
    const identifiers: RosterIdentifier[] = [
      { kind: 'phone', value: phone },
      ...(username ? [{ kind: 'username' as const, value: username }] : []),
    ];
    const [answer] = await upsertPeople(tx, code, [{ name, identifiers, initial }]);
    if (!answer || 'error' in answer) throw new Error(`refused: ${JSON.stringify(answer)}`);
    const { personId } = answer;
    if (withPassword) await addAccount(tx, { personId, realm: code, app: 'portal', passwordHash });
    return personId;
  });

const later = (seconds: number) =>
  kit.clock.set(new Date(kit.clock.now().getTime() + seconds * 1000));

const request = async (phone: string, by = client) =>
  by.call(people.requestCode, { body: { phone, captcha: await solveCaptcha(kit.platform) } });

/** All codes that were sent to a phone, the newest first. */
const sentTo = async (phone: string): Promise<string[]> => {
  await kit.work();
  const items = kit.platform.transports.outbox?.items() ?? [];
  return items
    .filter(({ kind, to }) => kind === 'sms' && to === phone)
    .map(({ text }) => /\d{6}/.exec(text.en)?.[0] ?? '');
};

const requested = async (phone: string, by = client) => {
  const { status, body } = await request(phone, by);
  expect(status).toBe(200);
  return { token: body.token, code: (await sentTo(phone))[0] ?? '' };
};

const enterCode = (given: { token: string; code: string; username?: string }, by = client) =>
  by.call(people.signInByCode, { body: given });

const enterPassword = async (account: string, typed = password, by = client) =>
  by.call(people.signInByPhone, {
    body: { account, password: typed, captcha: await solveCaptcha(kit.platform) },
  });

const isOther = (code: string) => (code === '000000' ? '000001' : '000000');

describe('a code by SMS', () => {
  it('opens a session for somebody without a password, who has nothing to finish', async () => {
    const phone = newPhone();
    const personId = await addSeal(phone);
    const { status, body } = await enterCode(await requested(phone));
    expect(status).toBe(200);
    expect(body.me).toMatchObject({ personId, realm, mustFinish: false });
    expect(await client.get(people.me)).toMatchObject({ needsCurrentPassword: false });
    expect(await client.get(people.sessions)).toHaveLength(1);
  });

  it('goes to one phone once a minute, in whichever programme it is asked for', async () => {
    const phone = newPhone();
    const walrus = await kit.as(null, 'portal', 'walruses');
    expect((await request(phone)).status).toBe(200);
    expect((await request(phone, walrus)).body.code).toBe('wait_before_trying');
  });

  it('leads to the first sign-in where the programme asks for a password', async () => {
    const phone = newPhone();
    const personId = await addSeal(phone, {}, 'walruses');
    const walrus = await kit.as(null, 'portal', 'walruses');
    const { body } = await enterCode(await requested(phone, walrus), walrus);
    expect(body.me).toMatchObject({ personId, mustFinish: true, otherQuestion: null });
    expect((await walrus.call(people.sessions)).body.code).toBe('must_finish');
    await walrus.get(people.finish, { body: { password, questions: [] } });
    expect((await enterPassword(phone, password, walrus)).body.me).toMatchObject({ personId });
  });

  it('takes numbers of any country, however they are written', async () => {
    const chinese = newPhone();
    await addSeal(chinese);
    expect((await request(chinese.replace('+86', ' '))).status).toBe(200);
    expect(await sentTo(chinese)).toHaveLength(1);
    const personId = await addSeal('+4721000123');
    const { token } = (await request(' 00 47 21 00 01 23 ')).body;
    const [code = ''] = await sentTo('+4721000123');
    expect((await enterCode({ token, code })).body.me).toMatchObject({ personId });
    expect((await request('12')).body.fields).toMatchObject([
      { path: 'phone', code: 'phone_invalid' },
    ]);
  });

  it('is sent once a minute at most, later and later from one address, and never logged', async () => {
    const phone = newPhone();
    await addSeal(phone);
    const first = await request(phone);
    expect(first.body).toMatchObject({
      phone: `+86 139****${phone.slice(-4)}`,
      expiresAt: '2022-01-20T04:05:00.000Z',
      nextAt: '2022-01-20T04:01:00.000Z',
    });
    later(59);
    const early = await request(phone);
    expect(early).toMatchObject({
      status: 429,
      body: { code: 'wait_before_trying', params: { until: '2022-01-20T04:01:00.000Z' } },
    });
    later(1);
    expect((await request(phone)).body.nextAt).toBe('2022-01-20T04:03:00.000Z');
    later(120);
    expect((await request(phone)).body.nextAt).toBe('2022-01-20T04:07:00.000Z');
    expect(await sentTo(phone)).toHaveLength(3);
    const { rows } = await kit.database.pool.query('select code_hash, phone_lookup from codes');
    const stored = JSON.stringify(rows);
    for (const code of await sentTo(phone)) expect(stored).not.toContain(code);
    expect(stored).not.toContain(phone.slice(3));
  });

  it('is sent ten times a day at most, from wherever it is asked for', async () => {
    const phone = newPhone();
    await addSeal(phone);
    for (let count = 0; count < 10; count += 1) {
      expect((await request(phone)).status).toBe(200);
      later(15 * 60);
    }
    const { status, body } = await request(phone);
    expect([status, body.code]).toEqual([429, 'wait_before_trying']);
    later(144 * 60);
    expect((await request(phone)).status).toBe(200);
  });

  it('lives for five minutes', async () => {
    const phone = newPhone();
    await addSeal(phone);
    const one = await requested(phone);
    later(299);
    const two = await requested(phone);
    expect((await enterCode(one)).status).toBe(200);
    later(300);
    expect(await enterCode(two)).toMatchObject({ status: 410, body: { code: 'code_expired' } });
  });

  it('takes five tries', async () => {
    const phone = newPhone();
    await addSeal(phone);
    const { token, code } = await requested(phone);
    for (let count = 0; count < 5; count += 1) {
      const { status, body } = await enterCode({ token, code: isOther(code) });
      expect(status).toBe(422);
      expect(body).toMatchObject({ code: 'code_wrong', fields: [{ path: 'code' }] });
    }
    expect((await enterCode({ token, code })).body.code).toBe('code_expired');
    later(60);
    expect((await enterCode(await requested(phone))).status).toBe(200);
  });

  it('does not get through more often by being tried all at once', async () => {
    const phone = newPhone();
    await addSeal(phone);
    const { token, code } = await requested(phone);
    const wrong = await Promise.all(
      Array.from({ length: 8 }, () => enterCode({ token, code: isOther(code) })),
    );
    expect(wrong.filter(({ body }) => body.code === 'code_wrong')).toHaveLength(5);
  });

  it('works once, and only for the request that it was sent for', async () => {
    const phone = newPhone();
    await addSeal(phone);
    const { token, code } = await requested(phone);
    const stranger = await requested(newPhone());
    expect((await enterCode({ ...stranger, code })).body.code).toBe('code_wrong');
    expect((await enterCode({ token: `${token}x`, code })).body.code).toBe('code_expired');
    const both = await Promise.all([enterCode({ token, code }), enterCode({ token, code })]);
    expect(both.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    expect((await enterCode({ token, code })).body.code).toBe('code_expired');
  });

  it('stays in its app and realm', async () => {
    const phone = newPhone();
    await addSeal(phone);
    await addSeal(phone, {}, 'walruses');
    const given = await requested(phone);
    const desk = await kit.as(null, 'desk', realm);
    const elsewhere = await kit.as(null, 'portal', 'walruses');
    expect((await enterCode(given, desk)).body.code).toBe('code_expired');
    expect((await enterCode(given, elsewhere)).body.code).toBe('code_expired');
    expect((await enterCode(given)).status).toBe(200);
  });

  it('may be used from another address, and strangers there do not use up its tries', async () => {
    const phone = newPhone();
    await addSeal(phone);
    const { token, code } = await requested(phone);
    const from = async (address: string, url: string, payload: object) => {
      const headers = { 'x-anxing-app': 'portal', 'x-anxing-realm': realm };
      const response = await kit.server.inject({
        ...{ method: 'POST', url, headers, payload, remoteAddress: address },
      });
      return { status: response.statusCode, body: response.json() };
    };
    const ask = async (address: string) =>
      from(address, people.requestCode.url, { phone, captcha: await solveCaptcha(kit.platform) });
    // The minute between two codes is the phone's, whoever asks.
    expect((await ask('198.51.100.7')).status).toBe(429);
    later(60);
    const theirs = await ask('198.51.100.7');
    expect(theirs.status).toBe(200);
    await kit.work();
    for (let count = 0; count < 5; count += 1) {
      const body = { token: theirs.body.token, code: 'guess' };
      await from('198.51.100.7', people.signInByCode.url, body);
    }
    const own = await from('198.51.100.8', people.signInByCode.url, { token, code });
    expect(own).toMatchObject({ status: 200, body: { me: { realm } } });
  });

  it('tells somebody who was withdrawn that they were, and lets them in where they take part again', async () => {
    const phone = newPhone();
    const personId = await addSeal(phone, { withPassword: true });
    const withdraw = (at: Date | null) =>
      kit.platform.transaction(null, (tx) => setWithdrawn(tx, realm, [{ personId, at }]));
    await withdraw(kit.clock.now());
    const withdrawn = { status: 403, body: { code: 'withdrawn' } };
    expect(await enterCode(await requested(phone))).toMatchObject(withdrawn);
    expect(await enterPassword(phone)).toMatchObject(withdrawn);
    expect((await enterPassword(phone, 'Something else 7')).body.code).toBe('sign_in_failed');
    await withdraw(null);
    expect((await enterPassword(phone)).status).toBe(200);
  });

  it('lets nobody in whose sign-in was closed, before or after it was sent', async () => {
    const phone = newPhone();
    const personId = await addSeal(phone);
    const close = (closed: boolean) =>
      kit.platform.transaction(null, (tx) =>
        setDisabled(tx, { personIds: [personId], realm }, closed),
      );
    const given = await requested(phone);
    await close(true);
    expect((await enterCode(given)).body.code).toBe('sign_in_failed');
    later(60);
    await request(phone);
    expect(await sentTo(phone)).toHaveLength(1);
    await close(false);
    later(300);
    expect((await enterCode(await requested(phone))).status).toBe(200);
  });
});

describe('a phone that nobody has', () => {
  /** All that anybody can see of it, step by step; what differs by chance is left out. */
  const walk = async (phone: string) => {
    const seen: unknown[] = [];
    const first = await request(phone);
    const { token, phone: shown, ...rest } = first.body;
    // Of what was typed itself.
    expect(shown).toContain(phone.slice(-4));
    seen.push(first.status, Object.keys(first.body), token.length, rest);
    await kit.work();
    for (let count = 0; count < 6; count += 1) {
      const { status, body } = await enterCode({ token, code: 'guess' });
      seen.push(status, body);
    }
    later(31);
    seen.push((await enterCode({ token, code: 'guess' })).body);
    seen.push((await request(phone)).body, (await enterPassword(phone)).body);
    return seen;
  };

  it('is answered like one that somebody, or a family, has', async () => {
    const [known, family] = [newPhone(), newPhone()];
    await addSeal(known, { withPassword: true });
    await addSeal(family, { username: 'mother.seal' });
    await addSeal(family, { username: 'father.seal', name: 'Father Seal' });
    const unknown = newPhone();
    const waysOf = [];
    for (const phone of [unknown, known, family]) {
      kit.clock.set(startOfTests);
      waysOf.push((await walk(phone)).slice(0, -1));
    }
    expect(waysOf[1]).toEqual(waysOf[0]);
    expect(waysOf[2]).toEqual(waysOf[0]);
    expect(await sentTo(unknown)).toEqual([]);
    expect(await sentTo(known)).not.toEqual([]);
  });
});

describe('a phone that a family shares', () => {
  it('asks for the user name once the code was right, and only then', async () => {
    const phone = newPhone();
    const mother = await addSeal(phone, { username: 'mother' });
    await addSeal(phone, { username: 'father', name: 'Father' });
    await addSeal(newPhone(), { username: 'neighbour' });
    const { token, code } = await requested(phone);
    expect((await enterCode({ token, code: isOther(code) })).body.code).toBe('code_wrong');
    const refused = await enterCode({ token, code });
    expect(refused).toMatchObject({ status: 422, body: { code: 'username_needed' } });
    const other = await enterCode({ token, code, username: 'neighbour' });
    expect(other.body.code).toBe('username_needed');
    const { body } = await enterCode({ token, code, username: ' Mother ' });
    expect(body.me).toMatchObject({ personId: mother, account: 'mother' });
  });

  it('serves whoever is left without a user name being asked', async () => {
    const phone = newPhone();
    await addSeal(phone, { username: 'son' });
    const daughter = await addSeal(phone, { username: 'daughter', name: 'Daughter' });
    const son = await addSeal(phone, { username: 'son' });
    await kit.platform.transaction(null, (tx) =>
      setDisabled(tx, { personIds: [son], realm }, true),
    );
    expect((await enterCode(await requested(phone))).body.me).toMatchObject({ personId: daughter });
  });

  it('asks for the user name whoever knows the password of one of them', async () => {
    const phone = newPhone();
    const uncle = await addSeal(phone, { username: 'uncle', withPassword: true });
    await addSeal(phone, { username: 'aunt', name: 'Aunt', withPassword: true });
    const stranger = newPhone();
    for (const wrong of [await enterPassword(phone, 'wrong'), await enterPassword(stranger)]) {
      expect(wrong).toMatchObject({ status: 401, body: { code: 'sign_in_failed' } });
      expect(wrong.body.fields).toBeUndefined();
    }
    const { status, body } = await enterPassword(phone);
    expect([status, body.code, body.fields]).toMatchObject([
      422,
      'username_needed',
      [{ path: 'username' }],
    ]);
    const enter = async (username: string) =>
      client.call(people.signInByPhone, {
        body: { account: phone, password, username, captcha: await solveCaptcha(kit.platform) },
      });
    expect((await enter('neighbour')).body.code).toBe('sign_in_failed');
    expect((await enter(' Uncle ')).body.me).toMatchObject({ personId: uncle });
    expect((await enterPassword('UNCLE')).body.me).toMatchObject({ personId: uncle });
  });
});

describe('a password', () => {
  it('goes with the phone or the user name, in every app of the programme', async () => {
    const phone = newPhone();
    const personId = await addSeal(phone, { username: 'pup', withPassword: true });
    const desk = await kit.as(null, 'desk', realm);
    expect((await enterPassword(phone)).body.me).toMatchObject({ personId, mustFinish: false });
    expect((await enterPassword('pup', password, desk)).body.me).toMatchObject({ app: 'desk' });
    expect((await enterPassword(phone, 'wrong')).body.code).toBe('sign_in_failed');
  });

  it('that is the initial one has to be replaced, once for both apps', async () => {
    const phone = newPhone();
    await addSeal(phone, { initial: '19990214' });
    expect((await enterPassword(phone, '19990214')).body.me).toMatchObject({ mustFinish: true });
    await client.get(people.finish, { body: { password, questions: [] } });
    const desk = await kit.as(null, 'desk', realm);
    expect((await enterPassword(phone, '19990214', desk)).body.code).toBe('sign_in_failed');
    expect((await enterPassword(phone, password, desk)).body.me).toMatchObject({
      mustFinish: false,
    });
  });

  it('does not open an account that has none, be it the initial one', async () => {
    const phone = newPhone();
    await addSeal(phone, { initial: '19990214' });
    await enterCode(await requested(phone));
    expect((await enterPassword(phone, '19990214')).body.code).toBe('sign_in_failed');
  });

  it('that was forgotten is set anew after a code, for a quarter of an hour', async () => {
    const phone = newPhone();
    await addSeal(phone, { withPassword: true });
    const desk = await kit.as(null, 'desk', realm);
    await enterPassword(phone, password, desk);
    await enterCode(await requested(phone));
    const change = (body: object) =>
      client.call(people.changePassword, { body: { password: 'A new one 4 seals', ...body } });
    later(15 * 60);
    expect((await client.get(people.me)).needsCurrentPassword).toBe(true);
    expect((await change({})).body.fields).toMatchObject([{ path: 'current', code: 'required' }]);
    expect((await change({ current: 'wrong' })).body.code).toBe('password_wrong');
    await enterCode(await requested(phone));
    expect((await client.get(people.me)).needsCurrentPassword).toBe(false);
    expect((await change({ password })).body.fields).toMatchObject([{ code: 'password_same' }]);
    expect((await change({})).status).toBe(200);
    // The password is one for all apps: their other sessions end.
    expect((await desk.call(people.me)).status).toBe(401);
    expect((await client.call(people.me)).status).toBe(200);
    expect((await enterPassword(phone, 'A new one 4 seals', desk)).status).toBe(200);
  });

  it('is reset for all apps that share it', async () => {
    const phone = newPhone();
    const personId = await addSeal(phone, { withPassword: true });
    const desk = await kit.as(null, 'desk', realm);
    await enterPassword(phone, password, desk);
    await kit.platform.transaction(null, (tx) => resetSignIn(tx, personId, realm, ['portal']));
    expect((await desk.call(people.me)).status).toBe(401);
    expect((await enterPassword(phone)).body.code).toBe('sign_in_failed');
  });
});

describe('a way that a realm does not name', () => {
  it('is refused', async () => {
    const captcha = () => solveCaptcha(kit.platform);
    const card = { card: '1000001', password, captcha: await captcha() };
    const username = { username: 'pup', password };
    const penguin = await kit.as(null, 'portal');
    await addPerson(kit.platform, '1000001', { activated: ['portal'] });
    const refused = [
      await client.call(people.signInByCard, { body: card }),
      await client.call(people.signInByUsername, { body: username }),
      await client.call(people.recover, { body: { card: '1000001', captcha: await captcha() } }),
      await enterPassword('1000001', password, penguin),
      await request('+8613900000001', penguin),
      await enterCode({ token: 'x', code: '1' }, penguin),
      await penguin.call(people.signInByUsername, { body: username }),
    ];
    expect(refused.map(({ body }) => body.code)).toEqual(Array(7).fill('not_found'));
  });
});
