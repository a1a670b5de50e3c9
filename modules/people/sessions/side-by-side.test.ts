import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Kit, startKit, startOfTests } from '../../../server/testing/kit.ts';
import { addAccount, addRealm } from '../accounts/actions.ts';
import { hashSecret } from '../accounts/passwords.ts';
import { people } from '../contract.ts';
import { upsertPeople } from '../roster/actions.ts';
import { addPerson, addTestRealm, password, realm, solveCaptcha } from '../testing.ts';

/** One browser with all its cookies, in two programmes at once; the same person is in both. */
const other = 'seals';
let kit: Kit;
let personId: string;
let cookies: Map<string, string>;

beforeAll(async () => {
  kit = await startKit();
  await addTestRealm(kit.platform);
  personId = await addPerson(kit.platform, '1000001', { activated: ['portal', 'desk'] });
  const passwordHash = await hashSecret(password);
  await kit.platform.transaction(null, async (tx) => {
    const apps = { portal: 'all', desk: 'all' };
    await addRealm(tx, { code: other, ways: ['phone'], apps });
    const identifiers = [{ kind: 'phone' as const, value: '+8613900000001' }];
    await upsertPeople(tx, other, [{ personId, name: 'Penguin', identifiers, initial: null }]);
    await addAccount(tx, { personId, realm: other, app: 'portal', passwordHash });
  });
});
afterAll(() => kit.close());
beforeEach(() => {
  kit.clock.set(startOfTests);
  cookies = new Map();
});

type Placed = { method: string; url: string };
type At = { app?: string; realm?: string };

/** Sends a request as the browser would: with every cookie that it has. */
async function send({ method, url }: Placed, { app = 'portal', realm }: At, body?: object) {
  const response = await kit.server.inject({
    method: method as 'GET' | 'POST',
    url,
    headers: { 'x-anxing-app': app, ...(realm && { 'x-anxing-realm': realm }) },
    cookies: Object.fromEntries(cookies),
    ...(body && { payload: body }),
  });
  for (const { name, value } of response.cookies) {
    if (value) cookies.set(name, value);
    else cookies.delete(name);
  }
  return { status: response.statusCode, body: response.json() };
}

const captcha = () => solveCaptcha(kit.platform);
const enterPenguins = async (app = 'portal') => {
  const body = { card: '1000001', password, captcha: await captcha() };
  return send(people.signInByCard, { app, realm }, body);
};
const enterSeals = async () => {
  const body = { account: '13900000001', password, captcha: await captcha() };
  return send(people.signInByPhone, { realm: other }, body);
};
const meIn = (at: At) => send(people.me, at);

it('has somebody in two programmes side by side', async () => {
  expect((await enterPenguins()).status).toBe(200);
  expect((await enterSeals()).status).toBe(200);
  expect((await meIn({ realm })).body).toMatchObject({ personId, realm, account: '1000001' });
  expect((await meIn({ realm: other })).body).toMatchObject({ personId, realm: other });
  // Each lists its own sessions alone.
  for (const at of [{ realm }, { realm: other }]) {
    expect((await send(people.sessions, at)).body).toHaveLength(1);
  }
});

it('signs out of one and leaves the other', async () => {
  await enterPenguins();
  await enterPenguins('desk');
  await enterSeals();
  expect((await send(people.signOut, { realm: other })).status).toBe(200);
  expect((await meIn({ realm: other })).status).toBe(401);
  expect((await meIn({ realm })).status).toBe(200);
  expect((await meIn({ app: 'desk', realm })).status).toBe(200);
  expect([...cookies.keys()].sort()).toEqual([
    'anxing_desk_penguins',
    'anxing_desk_penguins_known',
    'anxing_portal_penguins',
    'anxing_portal_penguins_known',
    'anxing_portal_seals_known',
  ]);
});

it('ends the sessions of one programme with its password, not those of the other', async () => {
  await enterPenguins();
  await enterSeals();
  const kept = new Map(cookies);
  await enterSeals();
  const body = { current: password, password: 'Another one 4 seals' };
  expect((await send(people.changePassword, { realm: other }, body)).status).toBe(200);
  cookies = kept;
  expect((await meIn({ realm: other })).status).toBe(401);
  expect((await meIn({ realm })).status).toBe(200);
});

it('takes no cookie for another programme, and lets nobody in who names none', async () => {
  await enterPenguins();
  const token = cookies.get(`anxing_portal_${realm}`) ?? '';
  cookies.set(`anxing_portal_${other}`, token);
  cookies.set('anxing_portal_undefined', token);
  cookies.set('anxing_console_staff', token);
  expect((await meIn({ realm: other })).status).toBe(401);
  expect((await meIn({})).status).toBe(401);
  expect((await meIn({ realm: 'No such realm' })).status).toBe(401);
  expect((await meIn({ app: 'console' })).status).toBe(401);
  expect((await meIn({ realm })).status).toBe(200);
});

it('knows app and realm of a link from its address', async () => {
  await enterPenguins();
  const requestTo = async (query: string) =>
    (
      await kit.server.inject({
        url: `${people.me.url}?${query}`,
        cookies: Object.fromEntries(cookies),
      })
    ).statusCode;
  expect(await requestTo(`app=portal&realm=${realm}`)).toBe(200);
  expect(await requestTo(`app=portal&realm=${other}`)).toBe(401);
  expect(await requestTo('app=portal')).toBe(401);
});
