import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cookieName } from '../../../platform/http-identity.ts';
import { type Kit, startKit, startOfTests } from '../../../server/testing/kit.ts';
import { people } from '../contract.ts';
import { sweepSignIns } from '../jobs.ts';
import { addPerson, addTestRealm, password, realm } from '../testing.ts';
import { endSessionsOf, openSession } from './actions.ts';

let kit: Kit;
let personId: string;
let others: string;

beforeAll(async () => {
  kit = await startKit();
  await addTestRealm(kit.platform);
  personId = await addPerson(kit.platform, '1000001', { activated: ['portal', 'desk'] });
  others = await addPerson(kit.platform, '1000002', { activated: ['portal'] });
});
afterAll(() => kit.close());
beforeEach(async () => {
  kit.clock.set(startOfTests);
  await kit.database.pool.query('delete from sessions');
});

const me = () => kit.as({ personId, realm, app: 'portal' });
const statusOf = async (client: Awaited<ReturnType<typeof me>>) =>
  (await client.call(people.me)).status;

describe('sessions', () => {
  it('are listed with their devices and ended one by one, at once', async () => {
    const agent = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Safari/537.36';
    const { token } = await openSession(kit.platform, { personId, realm, app: 'portal', agent });
    const phone = await kit.as(null, 'portal');
    phone.cookie = token;
    const desk = await kit.as({ personId, realm, app: 'desk' });
    const stranger = await kit.as({ personId: others, realm, app: 'portal' });
    const listed = await desk.get(people.sessions);
    expect(listed).toHaveLength(2);
    expect(listed.find(({ app }) => app === 'portal')).toMatchObject({
      device: 'Chrome · Android',
      current: false,
      createdAt: startOfTests,
    });
    expect(listed.find(({ app }) => app === 'desk')).toMatchObject({ current: true });
    const id = listed.find(({ app }) => app === 'portal')?.id as string;
    expect((await stranger.call(people.endSession, { params: { id } })).status).toBe(404);
    expect(await statusOf(phone)).toBe(200);
    await desk.get(people.endSession, { params: { id } });
    expect(await statusOf(phone)).toBe(401);
    expect(await statusOf(desk)).toBe(200);
    expect((await desk.call(people.endSession, { params: { id } })).status).toBe(404);
  });

  it('end with 退出登录 for this browser alone', async () => {
    const [one, two] = [await me(), await me()];
    const { cookie } = one;
    await one.get(people.signOut);
    one.cookie = cookie;
    expect(await statusOf(one)).toBe(401);
    expect(await statusOf(two)).toBe(200);
  });

  it('do not end with 退出登录 on a page that was opened for somebody else', async () => {
    const client = await me();
    const headers = { 'x-anxing-person': others };
    expect((await client.call(people.signOut, { headers })).body.code).toBe('somebody_else');
    expect(await statusOf(client)).toBe(200);
  });

  it('are worth nothing in another app, or made up', async () => {
    const portal = await me();
    for (const app of ['desk', 'field', 'console'] as const) {
      const other = await kit.as(null, app);
      other.cookie = portal.cookie;
      expect(await statusOf(other)).toBe(401);
    }
    const response = await kit.server.inject({
      url: people.me.url,
      headers: { 'x-anxing-app': 'desk', 'x-anxing-realm': realm },
      cookies: { [cookieName('portal', realm)]: portal.cookie ?? '' },
    });
    expect(response.statusCode).toBe(401);
    portal.cookie = `${portal.cookie?.slice(0, -1)}!`;
    expect(await statusOf(portal)).toBe(401);
  });

  it('do not write for a page of another site', async () => {
    const client = await me();
    const headers = { origin: 'https://elsewhere.example' };
    expect((await client.call(people.signOut, { headers })).body.code).toBe('wrong_origin');
    expect(await statusOf(client)).toBe(200);
  });

  it('run out when unused, and go on when used', async () => {
    const used = await kit.as({ personId, realm, app: 'desk' });
    const unused = await kit.as({ personId, realm, app: 'desk' });
    const left = await kit.as({ personId, realm, app: 'desk' });
    kit.clock.set('2022-01-20T05:30:00Z');
    // A page that nobody is at asks for news all the same.
    const headers = { 'x-anxing-unattended': '1' };
    expect((await left.call(people.me, { headers })).status).toBe(200);
    expect(await statusOf(used)).toBe(200);
    // The use is noted in the background; it is done when it shows.
    await expect
      .poll(async () => {
        const sql = "select count(*) from sessions where expires_at > '2022-01-20T07:00:00Z'";
        return (await kit.database.pool.query<{ count: number }>(sql)).rows[0]?.count;
      })
      .toBe(1);
    kit.clock.set('2022-01-20T06:00:00Z');
    expect(await statusOf(used)).toBe(200);
    expect(await statusOf(unused)).toBe(401);
    expect(await statusOf(left)).toBe(401);
  });

  it('are noted as used together, and one that cannot be noted holds up no other', async () => {
    const clients = await Promise.all(Array.from({ length: 9 }, me));
    const { pool } = kit.database;
    const { rows } = await pool.query<{ id: string }>('select id from sessions order by id');
    await pool.query(`create function refuse() returns trigger language plpgsql as
      $$ begin raise exception 'no'; end $$`);
    await pool.query(`create trigger refused before update on sessions for each row
      when (old.id = '${rows[0]?.id}') execute function refuse()`);
    kit.clock.set(new Date(Date.parse(startOfTests) + 2 * 3_600_000));
    await Promise.all(clients.map(statusOf));
    const noted = async () => {
      const { rowCount } = await pool.query('select from sessions where seen_at > $1', [
        startOfTests,
      ]);
      return rowCount;
    };
    await expect.poll(noted).toBe(8);
    await pool.query('drop function refuse cascade');
  });

  it('of a tick are looked up together, each for itself', async () => {
    const mine = await me();
    const theirs = await kit.as({ personId: others, realm, app: 'portal' });
    const nobody = await kit.as(null, 'portal');
    const asked = [mine, theirs, nobody, mine, theirs, mine];
    const answers = await Promise.all(asked.map((client) => client.call(people.me)));
    const ids = answers.map(({ body }) => body.personId);
    expect(ids).toEqual([personId, others, undefined, personId, others, personId]);
  });

  it('are ended for many at once', async () => {
    const [mine, theirs] = [await me(), await kit.as({ personId: others, realm, app: 'portal' })];
    const desk = await kit.as({ personId, realm, app: 'desk' });
    const ended = await kit.platform.transaction(null, (tx) =>
      endSessionsOf(tx, { personIds: [personId, others], realm, apps: ['portal'] }),
    );
    expect(ended).toBe(2);
    expect(await statusOf(mine)).toBe(401);
    expect(await statusOf(theirs)).toBe(401);
    expect(await statusOf(desk)).toBe(200);
  });

  it('and all else that ran out is swept away', async () => {
    await me();
    await kit.as({ personId, realm, app: 'desk' });
    kit.clock.set('2022-01-21T04:00:00Z');
    await sweepSignIns.handle(kit.platform, {});
    const { rows } = await kit.database.pool.query('select app from sessions');
    expect(rows).toEqual([{ app: 'portal' }]);
  });
});

describe('changing the password', () => {
  const change = (client: Awaited<ReturnType<typeof me>>, current: string, typed: string) =>
    client.call(people.changePassword, { body: { current, password: typed } });

  it('ends the other sessions of this app alone', async () => {
    const [one, two] = [await me(), await me()];
    const desk = await kit.as({ personId, realm, app: 'desk' });
    expect((await change(one, password, 'Something else 6')).status).toBe(200);
    expect(await statusOf(one)).toBe(200);
    expect(await statusOf(two)).toBe(401);
    expect(await statusOf(desk)).toBe(200);
    expect((await change(one, 'Something else 6', password)).status).toBe(200);
  });

  it('asks for the present one, and for another one', async () => {
    const client = await me();
    expect((await change(client, 'guess', 'Something else 6')).body).toMatchObject({
      code: 'password_wrong',
      fields: [{ path: 'current', code: 'password_wrong' }],
    });
    expect((await change(client, password, password)).body.fields).toMatchObject([
      { path: 'password', code: 'password_same' },
    ]);
    expect((await change(client, password, '1990-02-14')).body.fields).toMatchObject([
      { path: 'password', code: 'password_too_simple' },
    ]);
  });

  it('slows who guesses the present one', async () => {
    const client = await me();
    for (let count = 0; count < 5; count += 1) await change(client, 'guess', 'Something else 6');
    expect((await change(client, password, 'Something else 6')).body.code).toBe(
      'wait_before_trying',
    );
  });
});
