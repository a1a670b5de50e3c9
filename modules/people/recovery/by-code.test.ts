import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Client, type Kit, startKit, startOfTests } from '../../../server/testing/kit.ts';
import { notices } from '../../notices/contract.ts';
import { addAccount, addRealm } from '../accounts/actions.ts';
import { hashSecret } from '../accounts/passwords.ts';
import { setDisabled } from '../accounts/users.ts';
import { setWithdrawn } from '../accounts/withdrawal.ts';
import { people } from '../contract.ts';
import { upsertPeople } from '../roster/actions.ts';
import { password, solveCaptcha } from '../testing.ts';

/** A programme whose people have phones and passwords, and the staff, some of whom have phones. */
const realm = 'seals';
const other = 'Another one 4 seals';
let kit: Kit;
let client: Client;
let passwordHash: string;

beforeAll(async () => {
  kit = await startKit();
  passwordHash = await hashSecret(password);
  await kit.platform.transaction(null, async (tx) => {
    const ways = ['phone' as const];
    await addRealm(tx, { code: realm, ways, apps: { portal: 'all', desk: 'all' } });
    await addRealm(tx, {
      ...{ code: 'staff', ways: ['username', 'phone'], oneTimePasswords: true },
      apps: { console: 'staff', field: 'staff' },
    });
  });
});
afterAll(() => kit.close());
beforeEach(async () => {
  kit.clock.set(startOfTests);
  client = await kit.as(null, 'portal', realm);
});

let last = 13700000000;
const newPhone = () => {
  last += 1;
  return `+86${last}`;
};

type Given = {
  identity?: string;
  username?: string;
  name?: string;
  realm?: string;
  withPassword?: boolean;
};

const add = (phone: string, given: Given = {}) =>
  kit.platform.transaction(null, async (tx) => {
    const {
      identity,
      username,
      name = `Seal ${phone}`,
      realm: code = realm,
      withPassword = true,
    } = given;
    const [answer] = await upsertPeople(tx, code, [
      {
        ...{ name, initial: null },
        identifiers: [
          { kind: 'phone', value: phone },
          ...(username ? [{ kind: 'username' as const, value: username }] : []),
          ...(identity ? [{ kind: 'identity' as const, value: identity }] : []),
        ],
      },
    ]);
    if (!answer || 'error' in answer) throw new Error('refused');
    const { personId } = answer;
    const app = code === realm ? 'portal' : 'console';
    if (withPassword) await addAccount(tx, { personId, realm: code, app, passwordHash });
    return personId;
  });

/** What stands in somebody's inbox, and as much in the trail. */
async function toldOf(personId: string): Promise<string[]> {
  const own = await kit.as({ personId, realm, app: 'portal' });
  const told = (await own.get(notices.mine, { query: {} })).items.map(({ kind }) => kind);
  const { rows } = await kit.database.pool.query(
    'select action from audit_entries where person_id = $1',
    [personId],
  );
  expect(rows.map(({ action }) => action)).toEqual(told);
  return told;
}

type Purpose = 'recovery' | 'activation';

async function requested(phone: string, purpose: Purpose = 'recovery', by = client) {
  const captcha = await solveCaptcha(kit.platform);
  const { status, body } = await by.call(people.requestRecoveryCode, {
    body: { purpose, phone, captcha },
  });
  expect(status).toBe(200);
  await kit.work();
  const sent = (kit.platform.transports.outbox?.items() ?? []).filter(({ to }) => to === phone);
  return { token: body.token as string, code: /\d{6}/.exec(sent[0]?.text.en ?? '')?.[0] ?? '' };
}

type Entered = { token: string; code: string; username?: string; documentEnding?: string };

const verify = (entered: Entered, purpose: Purpose = 'recovery', by = client) =>
  by.call(people.verifyRecoveryCode, { body: { purpose, ...entered } });

const set = (token: string, typed = other, purpose: Purpose = 'recovery', by = client) =>
  by.call(people.setPasswordByCode, { body: { purpose, token, password: typed } });

const signIn = async (account: string, typed = other) =>
  client.call(people.signInByPhone, {
    body: { account, password: typed, captcha: await solveCaptcha(kit.platform) },
  });

describe('a forgotten password', () => {
  it('is set anew with a code, and ends every session', async () => {
    const phone = newPhone();
    const personId = await add(phone);
    const desk = await kit.as({ personId, realm, app: 'desk' });
    const entered = await requested(phone);
    expect((await set(entered.token)).body.code).toBe('steps_expired');
    expect((await verify(entered)).status).toBe(200);
    expect((await set(entered.token, 'short')).body.fields).toMatchObject([
      { path: 'password', code: 'password_too_short' },
    ]);
    expect((await set(entered.token, password)).body.fields).toMatchObject([
      { code: 'password_same' },
    ]);
    expect((await set(entered.token)).status).toBe(200);
    expect((await set(entered.token)).body.code).toBe('steps_expired');
    expect((await desk.call(people.me)).status).toBe(401);
    expect((await signIn(phone)).body.me).toMatchObject({ personId });
    expect((await signIn(phone, password)).body.code).toBe('sign_in_failed');
    expect(await toldOf(personId)).toEqual(['person.password_reset']);
  });

  it('of a family asks for the user name once the code was right', async () => {
    const phone = newPhone();
    await add(phone, { username: 'mum' });
    await add(phone, { username: 'dad', name: 'Dad' });
    const entered = await requested(phone);
    expect((await verify({ ...entered, code: 'wrong' })).body.code).toBe('code_wrong');
    expect((await verify(entered)).body.code).toBe('username_needed');
    expect((await verify({ ...entered, username: 'uncle' })).body.code).toBe('username_needed');
    expect((await verify({ ...entered, username: 'Dad' })).status).toBe(200);
    expect((await set(entered.token)).status).toBe(200);
    expect((await signIn('dad')).status).toBe(200);
    expect((await signIn('mum')).body.code).toBe('sign_in_failed');
  });

  it('asks for the end of the document that is on record, for so many tries as a code has', async () => {
    const phone = newPhone();
    await add(phone, { identity: 'prc_id 11010519491231002X' });
    const entered = await requested(phone);
    const asked = (await verify(entered)).body;
    expect([asked.code, asked.fields]).toEqual([
      'document_ending_needed',
      [{ path: 'documentEnding', code: 'document_ending_needed' }],
    ]);
    const ending = (documentEnding: string) => verify({ ...entered, documentEnding });
    expect((await ending('0021')).body.code).toBe('document_ending_differs');
    expect((await set(entered.token)).body.code).toBe('steps_expired');
    expect((await ending(' 00 2x ')).status).toBe(200);
    expect((await set(entered.token)).status).toBe(200);
    kit.clock.set(new Date(Date.parse(startOfTests) + 60 * 60_000));
    const again = await requested(phone);
    for (let tries = 0; tries < 5; tries += 1) {
      await verify({ ...again, documentEnding: `000${tries}` });
    }
    expect((await verify({ ...again, documentEnding: '002X' })).body.code).toBe('code_expired');
  });

  it('begins alike for a phone that nobody has', async () => {
    const [known, unknown] = [newPhone(), newPhone()];
    await add(known);
    const seen = [];
    for (const phone of [known, unknown]) {
      const { token, code } = await requested(phone);
      expect(code === '').toBe(phone === unknown);
      const tries = [await verify({ token, code: 'x' }), await verify({ token, code: 'y' })];
      const state = await client.get(people.codeDelivery, { body: { token } });
      seen.push([tries.map(({ status, body }) => [status, body]), state, token.length]);
    }
    expect(seen[1]).toEqual(seen[0]);
  });

  it('is of no use to whoever is locked, withdrawn, or has no account', async () => {
    const [locked, gone, none] = [newPhone(), newPhone(), newPhone()];
    const lockedId = await add(locked);
    const goneId = await add(gone);
    await add(none, { withPassword: false });
    const begun = await requested(locked);
    await verify(begun);
    await kit.platform.transaction(null, async (tx) => {
      await setDisabled(tx, { personIds: [lockedId], realm }, true);
      await setWithdrawn(tx, realm, [{ personId: goneId, at: tx.now }]);
    });
    expect((await set(begun.token)).body.code).toBe('steps_expired');
    expect((await verify(await requested(gone))).body.code).toBe('withdrawn');
    expect((await verify(await requested(none))).body.code).toBe('phone_without_account');
  });

  it('cannot be finished once the password was changed otherwise, nor twice at once', async () => {
    const phone = newPhone();
    const personId = await add(phone);
    const first = await requested(phone);
    await verify(first);
    const own = await kit.as({ personId, realm, app: 'portal' });
    await own.get(people.changePassword, { body: { current: password, password: other } });
    expect((await set(first.token, 'A third one 4 seals')).body.code).toBe('steps_expired');
    kit.clock.set(new Date(Date.parse(startOfTests) + 60 * 60_000));
    const second = await requested(phone);
    await verify(second);
    const both = await Promise.all([
      set(second.token, 'One of two 4 seals'),
      set(second.token, 'Two of two 4 seals'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410]);
  });
});

describe('the first password of a member of staff', () => {
  it('is set with a code to the phone on record, once', async () => {
    const phone = newPhone();
    const personId = await add(phone, { realm: 'staff', username: 'gate', withPassword: false });
    const field = await kit.as(null, 'field');
    const entered = await requested(phone, 'activation', field);
    expect((await verify(entered, 'recovery', field)).body.code).toBe('code_expired');
    expect((await verify(entered, 'activation', field)).status).toBe(200);
    expect((await set(entered.token, other, 'recovery', field)).body.code).toBe('steps_expired');
    expect((await set(entered.token, other, 'activation', field)).status).toBe(200);
    const body = { account: phone, password: other, captcha: await solveCaptcha(kit.platform) };
    expect((await field.get(people.signInByPhone, { body })).me).toMatchObject({ personId });
    kit.clock.set(new Date(Date.parse(startOfTests) + 60 * 60_000));
    const again = await requested(phone, 'activation', field);
    expect((await verify(again, 'activation', field)).body.code).toBe('phone_without_account');
  });

  it('is none of a participant’s business', async () => {
    const captcha = await solveCaptcha(kit.platform);
    const body = { purpose: 'activation' as const, phone: newPhone(), captcha };
    expect((await client.call(people.requestRecoveryCode, { body })).body.code).toBe('not_found');
  });
});

describe('another phone', () => {
  const ask = (by: Client, phone: string, typed = password) =>
    by.call(people.requestPhoneCode, { body: { phone, password: typed } });
  const codeFor = async (phone: string) => {
    await kit.work();
    const sent = (kit.platform.transports.outbox?.items() ?? []).filter(({ to }) => to === phone);
    return /\d{6}/.exec(sent[0]?.text.en ?? '')?.[0] ?? '';
  };

  it('takes the place of the present one, by password and a code to it', async () => {
    const [before, after] = [newPhone(), newPhone()];
    const personId = await add(before);
    const own = await kit.as({ personId, realm, app: 'portal' });
    expect(await own.get(people.phone)).toEqual({ phone: `+86 137****${before.slice(-4)}` });
    expect((await ask(own, after, 'wrong')).body.fields).toMatchObject([
      { path: 'password', code: 'password_wrong' },
    ]);
    expect((await ask(own, before)).body.fields).toMatchObject([{ code: 'phone_same' }]);
    expect((await ask(own, '12')).body.fields).toMatchObject([{ code: 'phone_invalid' }]);
    const { token } = (await ask(own, after)).body;
    const code = await codeFor(after);
    const change = (typed: string, by = own) =>
      by.call(people.changePhone, { body: { token, code: typed } });
    expect((await change('wrong')).body.code).toBe('code_wrong');
    const stranger = await kit.as({ personId: await add(newPhone()), realm, app: 'portal' });
    expect((await change(code, stranger)).body.code).toBe('code_expired');
    expect((await change(code)).body).toEqual({ phone: `+86 137****${after.slice(-4)}` });
    expect((await change(code)).body.code).toBe('code_expired');
    expect((await signIn(after, password)).body.me).toMatchObject({ personId });
    expect((await signIn(before, password)).body.code).toBe('sign_in_failed');
    expect(await toldOf(personId)).toEqual(['person.phone_changed']);
  });

  it('is refused where nobody could tell those who share it apart', async () => {
    const [mine, theirs] = [newPhone(), newPhone()];
    const personId = await add(mine);
    await add(theirs);
    const own = await kit.as({ personId, realm, app: 'portal' });
    const { token } = (await ask(own, theirs)).body;
    const body = { token, code: await codeFor(theirs) };
    expect((await own.call(people.changePhone, { body })).body.code).toBe('phone_taken');
  });
});
