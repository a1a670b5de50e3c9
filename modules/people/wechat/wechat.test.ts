import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startWechatStandIn, type WechatStandIn } from '../../../platform/test/wechat.ts';
import { readWechat } from '../../../platform/wechat/settings.ts';
import { type Client, type Kit, startKit, startOfTests } from '../../../server/testing/kit.ts';
import { addAccount, addRealm, resetSignIn } from '../accounts/actions.ts';
import { hashSecret } from '../accounts/passwords.ts';
import { setDisabled } from '../accounts/users.ts';
import { setWithdrawn } from '../accounts/withdrawal.ts';
import { people } from '../contract.ts';
import { mergeIdentifiers, restoreIdentifiers } from '../merging/actions.ts';
import { upsertPeople } from '../roster/actions.ts';
import { password, solveCaptcha } from '../testing.ts';
import { kindFor } from './rules.ts';

const realm = 'seals';
const agents = {
  wechat: 'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.16',
  wecom: 'Mozilla/5.0 (iPhone) Mobile/15E148 wxwork/4.0.0 MicroMessenger/7.0.1',
  phone: 'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/96.0 Mobile Safari/537.36',
  pc: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/96.0 Safari/537.36',
};

let kit: Kit;
let wechat: WechatStandIn;
let passwordHash: string;

beforeAll(async () => {
  kit = await startKit();
  wechat = await startWechatStandIn();
  passwordHash = await hashSecret(password);
  await kit.platform.transaction(null, async (tx) => {
    const apps = { portal: 'all', desk: 'all' };
    await addRealm(tx, { code: realm, ways: ['phone', 'wechat'], apps });
    await addRealm(tx, { code: 'walruses', ways: ['phone'], apps });
  });
});
afterAll(async () => {
  await wechat.close();
  await kit.close();
});
beforeEach(() => {
  kit.clock.set(startOfTests);
  wechat.state.mood = 'well';
  setUpWechat();
});

function setUpWechat(): void {
  const settings = readWechat(wechat.env);
  if (settings) kit.platform.transports.wechat = settings;
}

let last = 13600000000;
const newPhone = () => {
  last += 1;
  return `+86${last}`;
};

const add = (username: string, phone = newPhone()) =>
  kit.platform.transaction(null, async (tx) => {
    const [answer] = await upsertPeople(tx, realm, [
      {
        ...{ name: `Seal ${username}`, initial: null },
        identifiers: [
          { kind: 'phone', value: phone },
          { kind: 'username', value: username },
        ],
      },
    ]);
    if (!answer || 'error' in answer) throw new Error('refused');
    await addAccount(tx, { personId: answer.personId, realm, app: 'portal', passwordHash });
    return { personId: answer.personId, username, phone };
  });

/** A browser that keeps the cookie with which it goes to WeChat, too. */
async function browser(agent: keyof typeof agents = 'wechat', within = realm) {
  const client: Client = await kit.as(null, 'portal', within);
  const mark = { cookie: '' };
  const call = async <E extends Parameters<Client['call']>[0]>(endpoint: E, body?: object) => {
    const session = client.cookie && `anxing_portal_${within}=${client.cookie}`;
    const cookie = [mark.cookie, session].filter(Boolean).join('; ');
    const headers = { 'user-agent': agents[agent], ...(cookie && { cookie }) };
    const answer = await client.call(endpoint, { headers, ...(body && { body }) } as never);
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      if (String(line).includes('_wechat=')) mark.cookie = String(line).split(';')[0] ?? '';
    }
    return answer as {
      status: number;
      body: Record<string, unknown> & { code?: string };
      headers: typeof answer.headers;
    };
  };
  const leave = async () => {
    const { status, body } = await call(people.startWechat, { programme: 'seals' });
    expect(status).toBe(200);
    return new URL(String(body.url));
  };
  /** There and back, as somebody. */
  const visit = async (openid: string) => {
    const url = await leave();
    const code = wechat.giveCode(url.searchParams.get('appid') ?? '', { openid });
    return { code, state: url.searchParams.get('state') ?? '' };
  };
  const comeBack = async (openid: string) => {
    const { status, body } = await call(people.returnFromWechat, await visit(openid));
    expect(status).toBe(200);
    return body as { token: string; holders: string };
  };
  const enter = async ({ username }: { username: string }) => {
    const captcha = await solveCaptcha(kit.platform);
    const answer = await call(people.signInByPhone, { account: username, password, captcha });
    expect(answer.status).toBe(200);
  };
  const bind = (token: string) => call(people.bindWechat, { token });
  return { call, leave, visit, comeBack, enter, bind, mark };
}

/** Somebody whose account this WeChat account opens. */
async function bound(openid: string, who: Awaited<ReturnType<typeof add>>) {
  const here = await browser();
  const { token } = await here.comeBack(openid);
  await here.enter(who);
  expect((await here.bind(token)).status).toBe(200);
  return here;
}

describe('which browsers are offered it', () => {
  it.each([
    ['wechat', 'inside'],
    ['pc', 'web'],
    ['phone', null],
    ['wecom', null],
  ] as const)('%s: %s', async (agent, kind) => {
    expect((await (await browser(agent)).call(people.wechatOffer)).body).toEqual({ kind });
  });

  it('none where nothing, or only the other way, is set up, and of no programme that does not say so', async () => {
    const { apps, ...rest } = readWechat(wechat.env) ?? { apps: {} };
    expect(kindFor(undefined, agents.wechat)).toBeNull();
    const { pages, api } = rest as never;
    expect(kindFor({ pages, api, apps: { web: apps.web as never } }, agents.wechat)).toBeNull();
    expect(kindFor({ pages, api, apps: { inside: apps.inside as never } }, agents.pc)).toBeNull();
    const walrus = await browser('wechat', 'walruses');
    expect((await walrus.call(people.wechatOffer)).body).toEqual({ kind: null });
    expect((await walrus.call(people.startWechat, { programme: 'walruses' })).status).toBe(404);
    delete kit.platform.transports.wechat;
    const here = await browser();
    expect((await here.call(people.wechatOffer)).body).toEqual({ kind: null });
    expect((await here.call(people.startWechat, { programme: 'seals' })).status).toBe(404);
  });
});

describe('signing in by WeChat', () => {
  it('opens the account after it was bound once, and is told apart in the list of sessions', async () => {
    const who = await add('ada');
    const here = await browser();
    const url = await here.leave();
    expect(url.searchParams.get('redirect_uri')).toBe('http://anxing.test/portal/seals/wechat');
    const first = await here.comeBack('o-ada');
    expect(first.holders).toBe('none');
    expect((await here.call(people.signInByWechat, { token: first.token })).body.code).toBe(
      'wechat_expired',
    );
    await here.enter(who);
    expect((await here.call(people.wechatBinding)).body).toEqual({ since: null });
    expect((await here.bind(first.token)).status).toBe(200);
    expect((await here.bind(first.token)).body.code).toBe('wechat_expired');

    const again = await browser();
    const { token, holders } = await again.comeBack('o-ada');
    expect(holders).toBe('one');
    const answer = await again.call(people.signInByWechat, { token });
    expect(answer.body.me).toMatchObject({ personId: who.personId, mustFinish: false });
    const list = (await again.call(people.sessions)).body as unknown as { proof: string }[];
    expect(list.map(({ proof }) => proof).sort()).toEqual(['password', 'wechat']);
    // It is good once.
    expect((await again.call(people.signInByWechat, { token })).body.code).toBe('wechat_expired');
  });

  it('is undone in the account, and ends the sessions that it opened', async () => {
    const who = await add('bo');
    const here = await bound('o-bo', who);
    const there = await browser();
    const { token } = await there.comeBack('o-bo');
    expect((await there.call(people.signInByWechat, { token })).status).toBe(200);
    const { token: kept } = await (await browser()).comeBack('o-bo');
    expect((await here.call(people.unbindWechat)).status).toBe(200);
    expect((await here.call(people.me)).status).toBe(200);
    expect((await there.call(people.me)).status).toBe(401);
    expect((await there.comeBack('o-bo')).holders).toBe('none');
    expect(kept).not.toBe('');
    const { rows } = await kit.database.pool.query(
      "select action from audit_entries where person_id = $1 and action like 'person.wechat%' order by id",
      [who.personId],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'person.wechat_bound',
      'person.wechat_unbound',
    ]);
  });

  it('ends with the password under which it was bound, and with the account', async () => {
    const who = await add('cy');
    const here = await bound('o-cy', who);
    const changed = { current: password, password: 'Another one 4 seals' };
    expect((await here.call(people.changePassword, changed)).status).toBe(200);
    expect((await here.call(people.wechatBinding)).body).toEqual({ since: null });
    const other = await add('cyrus');
    await bound('o-cyrus', other);
    await kit.platform.transaction(null, (tx) =>
      resetSignIn(tx, other.personId, realm, ['portal', 'desk']),
    );
    expect((await (await browser()).comeBack('o-cyrus')).holders).toBe('none');
  });

  it('asks a family that shares it who it is; nobody else can share it', async () => {
    const phone = newPhone();
    const mum = await add('mum', phone);
    const kid = await add('kid', phone);
    await bound('o-family', mum);
    await bound('o-family', kid);
    const here = await browser();
    const { token, holders } = await here.comeBack('o-family');
    expect(holders).toBe('several');
    expect((await here.call(people.signInByWechat, { token })).body.code).toBe('username_needed');
    expect((await here.call(people.signInByWechat, { token, username: 'di' })).body.code).toBe(
      'username_needed',
    );
    const answer = await here.call(people.signInByWechat, { token, username: 'Kid' });
    expect(answer.body.me).toMatchObject({ personId: kid.personId });

    const stranger = await add('di');
    const there = await browser();
    const given = await there.comeBack('o-family');
    await there.enter(stranger);
    expect((await there.bind(given.token)).body.code).toBe('wechat_taken');
  });

  it('is bound to the record that is kept where it was to one that was merged into it', async () => {
    const merged = await add('merged');
    const kept = await add('kept');
    await bound('o-merged', merged);
    const mergeId = randomUUID();
    const names = { from: merged.personId, into: kept.personId };
    await kit.platform.transaction(null, (tx) =>
      mergeIdentifiers(tx, realm, { mergeId, ...names }),
    );
    await bound('o-merged', kept);
    const back = () => browser().then((here) => here.comeBack('o-merged'));
    expect((await back()).holders).toBe('one');
    const here = await browser();
    const { token } = await here.comeBack('o-merged');
    const answer = await here.call(people.signInByWechat, { token });
    expect(answer.body.me).toMatchObject({ personId: kept.personId });
    await kit.platform.transaction(null, (tx) => restoreIdentifiers(tx, mergeId));
    expect((await back()).holders).toBe('several');
  });

  it('is bound only right after signing in another way', async () => {
    const who = await add('ed');
    const here = await browser();
    const { token } = await here.comeBack('o-ed');
    await here.enter(who);
    kit.clock.set(new Date(Date.parse(startOfTests) + 11 * 60_000));
    expect((await here.bind(token)).body.code).toBe('wechat_expired');
    expect((await here.call(people.wechatBinding)).body).toEqual({ since: null });
  });

  it.each(['disabled', 'withdrawn'] as const)('opens nothing to somebody %s', async (state) => {
    const who = await add(state);
    await bound(`o-${state}`, who);
    await kit.platform.transaction(null, async (tx) => {
      if (state === 'disabled') await setDisabled(tx, { personIds: [who.personId], realm }, true);
      else await setWithdrawn(tx, realm, [{ personId: who.personId, at: tx.now }]);
    });
    const here = await browser();
    const { token } = await here.comeBack(`o-${state}`);
    const { body } = await here.call(people.signInByWechat, { token });
    expect(body.code).toBe(state === 'disabled' ? 'wechat_closed' : 'withdrawn');
  });
});

describe('what comes back is refused', () => {
  const later = (minutes: number) =>
    kit.clock.set(new Date(Date.parse(startOfTests) + minutes * 60_000));

  it('where the person said no, and that state is used up', async () => {
    const here = await browser();
    const { code, state } = await here.visit('o-1');
    expect((await here.call(people.returnFromWechat, { state })).body.code).toBe('wechat_denied');
    expect((await here.call(people.returnFromWechat, { state, code })).body.code).toBe(
      'wechat_expired',
    );
  });

  type Here = Awaited<ReturnType<typeof browser>>;
  type Given = { code: string; state: string };
  const changes: Record<string, (here: Here, given: Given) => unknown> = {
    'a state used before': (here, given) => here.call(people.returnFromWechat, given),
    'a forged state': (_, given) => Object.assign(given, { state: 'f'.repeat(64) }),
    'a state of ten minutes ago': () => later(10),
    'a browser without its mark': ({ mark }) => Object.assign(mark, { cookie: '' }),
    'the mark of another browser': async ({ mark }) => {
      const other = await browser();
      await other.leave();
      mark.cookie = other.mark.cookie;
    },
    'a code that WeChat does not know': (_, given) => Object.assign(given, { code: 'made up' }),
  };

  it.each(Object.entries(changes))('with %s', async (_, change) => {
    const here = await browser();
    const given = await here.visit('o-2');
    await change(here, given);
    expect((await here.call(people.returnFromWechat, given)).body.code).toBe('wechat_expired');
  });

  it('where the steps after are taken too late, or in another browser', async () => {
    const who = await add('fe');
    await bound('o-fe', who);
    const here = await browser();
    const { token } = await here.comeBack('o-fe');
    const other = await browser();
    await other.leave();
    expect((await other.call(people.signInByWechat, { token })).body.code).toBe('wechat_expired');
    later(30);
    expect((await here.call(people.signInByWechat, { token })).body.code).toBe('wechat_expired');
  });

  it.each(['down', 'rubbish', 'wrong secret'] as const)('while WeChat is %s', async (mood) => {
    const here = await browser('pc');
    const given = await here.visit('o-3');
    wechat.state.mood = mood;
    const { status, body } = await here.call(people.returnFromWechat, given);
    expect([status, body.code]).toEqual([503, 'wechat_unavailable']);
    // Told to whoever runs the installation, and taken note of here.
    expect(kit.errors.splice(0)).toHaveLength(1);
  });
});

it('keeps nothing by which WeChat knows somebody in the clear', async () => {
  await bound('o-secret-one', await add('gil'));
  const { rows } = await kit.database.pool.query(
    'select row_to_json(b)::text as row from wechat_bindings b union all select row_to_json(v)::text from wechat_visits v',
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain('o-secret');
});
