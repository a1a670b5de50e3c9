import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Kit, startKit, startOfTests } from '../../../server/testing/kit.ts';
import {
  askForPicture,
  send,
  signIn,
  solvedOf,
  type Visitor,
  visitorFrom,
} from '../../../server/testing/visitor.ts';
import { addAccount, addRealm, resetSignIn } from '../accounts/actions.ts';
import { hashSecret } from '../accounts/passwords.ts';
import { setWithdrawn } from '../accounts/withdrawal.ts';
import { people } from '../contract.ts';
import { upsertPeople } from '../roster/actions.ts';
import { addPerson, addTestRealm, initial, leaveGuesses, password, realm } from '../testing.ts';
import { countGuesses } from '../throttling/actions.ts';
import { accountThrottle, noPuzzleThrottle } from '../throttling/rules.ts';

let kit: Kit;
const campus = '198.51.100.50';
const home = '203.0.113.80';
const other = 'seals';
const cookie = 'anxing_portal_penguins_known';
const mine = '6000001';

beforeAll(async () => {
  kit = await startKit();
  await addTestRealm(kit.platform);
  await kit.platform.transaction(null, (tx) =>
    addRealm(tx, { code: other, ways: ['card'], apps: { portal: 'all' } }),
  );
  for (const card of [mine, '6000002', '6000030']) {
    await addPerson(kit.platform, card, { activated: ['portal', 'desk'] });
  }
});
afterAll(() => kit.close());
beforeEach(async () => {
  kit.clock.set(startOfTests);
  await kit.database.pool.query('delete from attempts');
});

const later = (hours: number) =>
  kit.clock.set(new Date(kit.clock.now().getTime() + hours * 3600_000).toISOString());

/** A browser that signed in at home and is now at an address where much was guessed. */
async function knownBrowser(card = mine, given: Partial<Visitor> = {}): Promise<Visitor> {
  const visitor = visitorFrom(home, given);
  expect(await signIn(kit, visitor, card, password)).toMatchObject({ status: 200 });
  visitor.address = campus;
  return visitor;
}

const withCookie = (value: string, name = cookie) =>
  visitorFrom(campus, { cookies: new Map([[name, value]]) });
const valueIn = ({ cookies }: Visitor, name = cookie) => cookies.get(name) ?? '';

/** How hard the puzzle is that a browser is asked; nothing where it is asked none. */
async function asked(visitor: Visitor): Promise<number | undefined> {
  const shown = await askForPicture(kit, visitor);
  if ('code' in shown) throw new Error(shown.code);
  return shown.cost;
}

/** Tries dates that are wrong on cards of others, without a puzzle, and says what came of each. */
async function guess(visitor: Visitor, times: number): Promise<(string | undefined)[]> {
  const codes: (string | undefined)[] = [];
  for (let n = 0; n < times; n += 1) {
    const { body, cost } = await signIn(kit, visitor, String(6_500_000 + n), initial);
    expect(cost).toBeUndefined();
    codes.push(body.code);
  }
  return codes;
}

describe('a browser in which somebody signed in before', () => {
  it('is asked no puzzle, whatever was guessed from its address, and still after signing out', async () => {
    await leaveGuesses(kit.platform, campus, 300);
    expect(await asked(visitorFrom(campus))).toBeGreaterThan(0);
    const visitor = await knownBrowser();
    for (let round = 0; round < 2; round += 1) {
      const entered = await signIn(kit, visitor, mine, password);
      expect(entered).toMatchObject({ status: 200, cost: undefined });
      expect((await send(kit, visitor, people.signOut)).status).toBe(200);
      expect((await send(kit, visitor, people.me)).status).toBe(401);
    }
    // Somebody else may sign in there, as at a shared computer.
    const entered = await signIn(kit, visitor, '6000002', password);
    expect(entered).toMatchObject({ status: 200, cost: undefined });
  });

  it('is known by a cookie that tells nobody who, and that scripts cannot read', async () => {
    const personId = await addPerson(kit.platform, '6000010', { activated: ['portal'] });
    const enter = async () => {
      const visitor = visitorFrom(home);
      const shown = await askForPicture(kit, visitor);
      if ('code' in shown) throw new Error(shown.code);
      const captcha = await solvedOf(shown);
      const body = { card: '6000010', password, captcha };
      const { set } = await send(kit, visitor, people.signInByCard, body);
      return set.find(({ name }) => name === cookie);
    };
    const [one, another] = [await enter(), await enter()];
    expect(one).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 15_552_000 });
    expect(one).not.toHaveProperty('domain');
    const bytes = Buffer.from(one?.value ?? '', 'base64url');
    for (const text of [personId, personId.replaceAll('-', ''), '6000010']) {
      expect(bytes.toString('latin1')).not.toContain(text);
      expect(bytes.toString('hex')).not.toContain(text);
    }
    // Two browsers of a person have nothing in common that one could compare.
    expect(one?.value).not.toBe(another?.value);
  });

  it('is signed in by nothing but a password', async () => {
    const visitor = withCookie(valueIn(await knownBrowser()));
    expect((await send(kit, visitor, people.me)).status).toBe(401);
    visitor.cookies.set('anxing_portal_penguins', valueIn(visitor));
    expect((await send(kit, visitor, people.me)).status).toBe(401);
    expect((await signIn(kit, visitor, mine, 'wrong')).body.code).toBe('sign_in_failed');
  });

  it('is so for 180 days', async () => {
    const visitor = await knownBrowser();
    later(180 * 24 - 1);
    await leaveGuesses(kit.platform, campus, 300);
    expect(await asked(visitor)).toBeUndefined();
    later(1);
    await leaveGuesses(kit.platform, campus, 300);
    expect(await asked(visitor)).toBeGreaterThan(0);
  });

  it('is one like any other for another programme, another app, and with a cookie that is none', async () => {
    await kit.platform.transaction(null, async (tx) => {
      const identifiers = [{ kind: 'card' as const, value: mine }];
      const [added] = await upsertPeople(tx, other, [{ name: 'Seal', identifiers, initial: null }]);
      const personId = added && 'personId' in added ? added.personId : '';
      const passwordHash = await hashSecret(password);
      await addAccount(tx, { personId, realm: other, app: 'portal', passwordHash });
    });
    const value = valueIn(await knownBrowser());
    const seal = await knownBrowser(mine, { realm: other });
    const desk = await knownBrowser(mine, { app: 'desk' });
    await leaveGuesses(kit.platform, campus, 300);
    for (const worthless of [
      valueIn(seal, 'anxing_portal_seals_known'),
      valueIn(desk, 'anxing_desk_penguins_known'),
      value.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')),
      value.replace(/^./, '!'),
      value.slice(0, 40),
      'AQJrMQ',
      'known',
      '%00%ff%',
      `${value}${'A'.repeat(7000)}`,
    ]) {
      expect(await asked(withCookie(worthless))).toBeGreaterThan(0);
    }
    expect(await asked(withCookie(value))).toBeUndefined();
  });

  it('lets nobody who took its cookie guess its person’s password from one address after the other', async () => {
    const value = valueIn(await knownBrowser('6000030'));
    const from = (n: number, cookies = new Map([[cookie, value]])) =>
      visitorFrom(`192.0.2.${n}`, { cookies });
    const { free } = accountThrottle;
    await Promise.all(
      Array.from({ length: free }, (_, n) => signIn(kit, from(n), '6000030', 'wrong')),
    );
    const held = await signIn(kit, from(free), '6000030', password);
    expect(held.body.code).toBe('wait_before_trying');
    // Strangers are counted apart, and so its owner comes in elsewhere.
    expect((await signIn(kit, from(free, new Map()), '6000030', password)).status).toBe(200);
  });

  it('is so no more once its person is locked or withdrawn, and again after a reset and a new first sign-in', async () => {
    const personId = await addPerson(kit.platform, '6000020', { activated: ['portal'] });
    const visitor = await knownBrowser('6000020');
    await leaveGuesses(kit.platform, campus, 300);
    const set = (disabled: boolean) =>
      kit.database.pool.query('update memberships set disabled = $2 where person_id = $1', [
        ...[personId, disabled],
      ]);
    await set(true);
    expect(await asked(visitor)).toBeGreaterThan(0);
    await set(false);
    expect(await asked(visitor)).toBeUndefined();
    const withdraw = (at: Date | null) =>
      kit.platform.transaction(null, (tx) => setWithdrawn(tx, realm, [{ personId, at }]));
    await withdraw(kit.clock.now());
    expect(await asked(visitor)).toBeGreaterThan(0);
    await withdraw(null);
    expect(await asked(visitor)).toBeUndefined();
    await kit.platform.transaction(null, (tx) => resetSignIn(tx, personId, realm, ['portal']));
    expect(await asked(visitor)).toBeGreaterThan(0);
    // An initial password that can be guessed opens nothing here, as in any other browser.
    visitor.page = 'anxing.test';
    const { body } = await signIn(kit, visitor, '6000020', initial);
    expect(body.code).toBe('wait_before_trying');
    visitor.page = 'localhost';
    const passwordHash = await hashSecret(password);
    await kit.platform.transaction(null, (tx) =>
      addAccount(tx, { personId, realm, app: 'portal', passwordHash }),
    );
    expect(await asked(visitor)).toBeUndefined();
  });
});

describe('guesses without a puzzle', () => {
  const { free } = noPuzzleThrottle;

  it('are ten for all browsers of a person together; right passwords give none back but their own', async () => {
    const browsers = [await knownBrowser(), await knownBrowser(), await knownBrowser()];
    const desk = await knownBrowser(mine, { app: 'desk' });
    await leaveGuesses(kit.platform, campus, 300);
    for (const visitor of [...browsers, desk].slice(0, free / 3)) {
      expect(await guess(visitor, 3)).toEqual(Array(3).fill('wait_before_trying'));
      expect((await signIn(kit, visitor, mine, password)).status).toBe(200);
    }
    const [visitor = desk] = browsers;
    expect(await guess(visitor, 1)).toHaveLength(1);
    for (const each of [...browsers, desk]) expect(await asked(each)).toBeGreaterThan(0);
    // Nor does another cookie of the same person.
    expect(await asked(await knownBrowser())).toBeGreaterThan(0);
    expect(await asked(await knownBrowser('6000002'))).toBeUndefined();
    later(2.4);
    await leaveGuesses(kit.platform, campus, 300);
    expect(await asked(visitor)).toBeUndefined();
    await guess(visitor, 1);
    expect(await asked(visitor)).toBeGreaterThan(0);
  });

  it('are no more when they come all at once from two servers', async () => {
    const beside = await kit.beside({
      ...{ connection: 30_000, lock: 30_000, statement: 30_000, answer: 30_000, idle: 30_000 },
    });
    const visitor = await knownBrowser();
    await leaveGuesses(kit.platform, campus, 100);
    const shown = await Promise.all(
      Array.from({ length: free + 6 }, () => askForPicture(kit, visitor)),
    );
    const codes = await Promise.all(
      shown.map(async (each, n) => {
        if ('code' in each) throw new Error(each.code);
        const captcha = { id: each.id, answer: each.typed };
        const payload = { card: String(6_600_000 + n), password: initial, captcha };
        const server = n % 2 ? beside : kit;
        return (await send({ ...kit, ...server }, visitor, people.signInByCard, payload)).body.code;
      }),
    );
    expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(free);
    expect(codes.filter((code) => code === 'captcha_outgrown')).toHaveLength(6);
  });

  it('count for the address as those of anybody', async () => {
    const visitor = await knownBrowser();
    await leaveGuesses(kit.platform, campus, 297);
    expect(await guess(visitor, 4)).toEqual([
      ...Array(3).fill('sign_in_failed'),
      'wait_before_trying',
    ]);
    expect(await countGuesses(kit.platform, realm, campus)).toBe(300);
    // And for the account, from this address.
    const [card, wrong] = ['6000002', 'wrong'];
    await kit.database.pool.query('delete from attempts');
    await leaveGuesses(kit.platform, campus, 10);
    for (let n = 0; n < 5; n += 1) await signIn(kit, visitor, card, wrong);
    expect((await signIn(kit, visitor, card, password)).body.code).toBe('wait_before_trying');
  });

  it('are as many where a password was forgotten', async () => {
    const visitor = await knownBrowser();
    await leaveGuesses(kit.platform, campus, 100);
    const recover = async (n: number) => {
      const shown = await askForPicture(kit, visitor);
      if ('code' in shown) throw new Error(shown.code);
      const captcha = { id: shown.id, answer: shown.typed };
      return (await send(kit, visitor, people.recover, { card: String(6_700_000 + n), captcha }))
        .status;
    };
    for (let n = 0; n < free; n += 1) expect(await recover(n)).toBe(200);
    expect(await asked(visitor)).toBeGreaterThan(0);
  });

  it('cost nothing where no puzzle would have been asked', async () => {
    const visitor = await knownBrowser();
    expect(await guess(visitor, 9)).toEqual(Array(9).fill('sign_in_failed'));
    await leaveGuesses(kit.platform, campus, 300);
    expect(await guess(visitor, free)).toEqual(Array(free).fill('wait_before_trying'));
    expect(await asked(visitor)).toBeGreaterThan(0);
  });
});
