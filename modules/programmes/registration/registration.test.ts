import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prcCheckDigit } from '../../../forms/identity.ts';
import { otters } from '../../../forms/testing/otters.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import { type Cast, gather, penguin, weighInDays } from '../../../server/testing/cast.ts';
import { type Client, type Kit, startKit, startOfTests } from '../../../server/testing/kit.ts';
import { people } from '../../people/contract.ts';
import { addAccount, setDisabled, setWithdrawn } from '../../people/public.ts';
import { solveCaptcha } from '../../people/testing.ts';
import { programmes } from '../contract.ts';
import { createProgramme, enrolPeople, type Programme } from '../public.ts';

let kit: Kit;
let cast: Cast;
let programme: Programme;
let client: Client;

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  programme = await kit.platform.transaction(null, (tx) =>
    createProgramme(tx, {
      ...{ content: otters, code: 'otters', place: { id: cast.places.station.id } },
      ...weighInDays,
    }),
  );
});
afterAll(() => kit.close());
beforeEach(async () => {
  kit.clock.set(startOfTests);
  await kit.database.pool.query('delete from attempts; delete from codes');
  client = await kit.as(null, 'portal', 'otters');
});

const password = 'Clams every day 7';
let count = 0;
const newPhone = () => `+86${13600000000 + ++count}`;
const newNumber = () => {
  const digits = `110105199001${String((++count % 28) + 1).padStart(2, '0')}${String(count).padStart(3, '0')}`;
  return `${digits}${prcCheckDigit(digits)}`;
};

/** The newest code that a phone got. */
async function codeFor(phone: string): Promise<string> {
  await kit.work();
  const items = kit.platform.transports.outbox?.items() ?? [];
  const sent = items.find(({ kind, to }) => kind === 'sms' && to === phone);
  return /\d{6}/.exec(sent?.text.en ?? '')?.[0] ?? '';
}

async function requestCode(phone: string, by = client) {
  const captcha = await solveCaptcha(kit.platform);
  return by.call(people.requestRegistrationCode, { body: { phone, captcha } });
}

/** A phone whose code was entered right: the token for the steps after it. */
async function verified(phone = newPhone(), by = client): Promise<string> {
  const { token } = (await requestCode(phone, by)).body;
  await by.get(people.verifyRegistrationCode, { body: { token, code: await codeFor(phone) } });
  return token;
}

type Given = BodyOf<typeof programmes.register>;

const given = (token: string, rest: Partial<Given> = {}): Given => ({
  ...{ token, password, username: `otter${++count}`, name: 'Ollie Otter' },
  identity: { kind: 'prc_id', number: newNumber() },
  ...rest,
});

const register = (body: Given, by = client) => by.call(programmes.register, { body });

/** Somebody whom a roster or a scanner put on record, who has no account yet. */
async function onRecord({ phone, name = 'Ollie Otter' }: { phone?: string; name?: string } = {}) {
  const number = newNumber();
  const personId = await kit.platform.transaction(null, async (tx) => {
    const entry = penguin({
      ...{ name, initial: null, attributes: { visitor: true } },
      identifiers: [
        ...(phone ? [{ kind: 'phone' as const, value: phone }] : []),
        { kind: 'identity', value: number },
      ],
    });
    const [outcome] = await enrolPeople(tx, programme, [entry]);
    if (outcome?.state !== 'fresh') throw new Error('refused');
    return outcome.personId;
  });
  return { personId, identity: { kind: 'prc_id' as const, number } };
}

const trailOf = async (personId: string) => {
  const { rows } = await kit.database.pool.query(
    'select action, details from audit_entries where person_id = $1 order by id',
    [personId],
  );
  return rows.map(({ action, details }) => [action, details.state].filter(Boolean).join(' '));
};

describe('somebody new', () => {
  it('registers with phone, password, user name, name and document, and takes part at once', async () => {
    const phone = newPhone();
    const token = await verified(phone);
    const password = (typed: string) =>
      client.call(people.checkRegistrationPassword, { body: { token, password: typed } });
    expect((await password('short')).body.fields).toMatchObject([{ path: 'password' }]);
    expect((await password(`otter ${phone.slice(-8)}`)).body.fields).toMatchObject([
      { code: 'password_too_simple' },
    ]);
    expect((await password('Clams every day 7')).status).toBe(200);
    const { status, body } = await register(given(token, { username: ' Ollie ', name: ' 欧 立 ' }));
    expect(status).toBe(200);
    expect(body.me).toMatchObject({ name: '欧 立', account: 'ollie', mustFinish: false });
    const mine = await client.get(programmes.mine);
    expect(mine).toMatchObject({ groupCode: 'emperors', placeEn: 'Ice Floe Station' });
    expect(mine.identifiers.map(({ kind }) => kind).sort()).toEqual([
      'identity',
      'phone',
      'username',
    ]);
    expect(JSON.stringify(mine.identifiers)).not.toContain(phone.slice(3));
    expect(await trailOf(body.me.personId)).toEqual(['person.registered']);
    const again = await kit.as(null, 'portal', 'otters');
    const captcha = await solveCaptcha(kit.platform);
    const signIn = { account: phone, password: 'Clams every day 7', captcha };
    expect((await again.get(people.signInByPhone, { body: signIn })).me).toMatchObject({
      personId: body.me.personId,
    });
  });

  it('is told every mistake at its field, at once, and may go on with the same token', async () => {
    const token = await verified();
    const wrong = given(token, {
      ...{ password: 'short', username: '13900000001', name: '  ' },
      identity: { kind: 'taiwan_permit', number: '1' },
    });
    const { status, body } = await register(wrong);
    expect([status, body.code]).toEqual([422, 'invalid_input']);
    expect(body.fields?.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'password password_too_short',
      'username username_invalid',
      'name name_invalid',
      'identity.kind document_not_offered',
      'identity.number document_number',
    ]);
    const digits = newNumber().slice(0, 17);
    const number = `${digits}${prcCheckDigit(digits) === '1' ? '2' : '1'}`;
    const checked = await register(given(token, { identity: { kind: 'prc_id', number } }));
    expect(checked.body.fields).toMatchObject([
      { path: 'identity.number', code: 'prc_id_checksum' },
    ]);
    const unborn = await register(
      given(token, { identity: { kind: 'prc_id', number: unbornNumber() } }),
    );
    expect(unborn.body.fields).toMatchObject([{ code: 'prc_id_birth' }]);
    expect((await register(given(token))).status).toBe(200);
    expect((await register(given(token))).body.code).toBe('steps_expired');
  });

  const unbornNumber = () => {
    const digits = '11010520220121001';
    return `${digits}${prcCheckDigit(digits)}`;
  };

  it('needs a code that was right, for this purpose', async () => {
    const phone = newPhone();
    const { token } = (await requestCode(phone)).body;
    expect((await register(given(token))).body.code).toBe('steps_expired');
    const verify = (code: string) =>
      client.call(people.verifyRegistrationCode, { body: { token, code } });
    expect((await verify('000')).body.code).toBe('code_wrong');
    const desk = await kit.as(null, 'desk', 'otters');
    const code = await codeFor(phone);
    expect((await desk.call(people.signInByCode, { body: { token, code } })).body.code).toBe(
      'code_expired',
    );
    expect((await verify(code)).status).toBe(200);
    expect((await verify(code)).body.code).toBe('code_expired');
    expect((await register(given(token), desk)).body.code).toBe('steps_expired');
  });

  it('is found by the number alone of any document, by staff who may see the roster', async () => {
    const identity = { kind: 'passport' as const, number: 'E76543210' };
    await register(given(await verified(), { identity, name: 'Pat Otter' }));
    const otto = await kit.as(cast.otto);
    const { items } = await otto.get(programmes.roster, {
      params: { id: programme.id },
      body: { search: 'e7654 3210' },
    });
    expect(items.map(({ name }) => name)).toEqual(['Pat Otter']);
    expect(JSON.stringify(items)).not.toContain('E76543210');
  });

  it('may share the phone with a family, and is then asked for the user name', async () => {
    const phone = newPhone();
    const mother = await register(given(await verified(phone), { username: 'ma.otter' }));
    kit.clock.set(new Date(Date.parse(startOfTests) + 60_000));
    const child = await register(
      given(await verified(phone), { username: 'pup.otter', name: 'Ollie Otter' }),
    );
    expect(child.status).toBe(200);
    expect(child.body.me.personId).not.toBe(mother.body.me.personId);
    const enter = async (username?: string) =>
      client.call(people.signInByPhone, {
        body: {
          ...{ account: phone, password, captcha: await solveCaptcha(kit.platform) },
          ...(username && { username }),
        },
      });
    expect((await enter()).body.code).toBe('username_needed');
    expect((await enter('pup.otter')).body.me).toMatchObject({ account: 'pup.otter' });
  });

  it('does not register where a roster alone says who takes part, nor after the end', async () => {
    const other = await kit.as(null, 'portal', 'penguins');
    expect((await requestCode(newPhone(), other)).body.code).toBe('not_found');
    const token = await verified();
    kit.clock.set('2022-04-01T00:00:00Z');
    expect((await register(given(token))).body.code).toBe('registration_closed');
  });
});

describe('two at one instant', () => {
  it('with one document are one person', async () => {
    const identity = { kind: 'prc_id' as const, number: newNumber() };
    const tokens = [await verified(), await verified()];
    const both = await Promise.all(tokens.map((token) => register(given(token, { identity }))));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('identity_registered');
  });

  it('with one user name are told so at the field', async () => {
    const tokens = [await verified(), await verified()];
    const username = 'the.otter';
    const both = await Promise.all(tokens.map((token) => register(given(token, { username }))));
    const refused = both.find(({ status }) => status === 409)?.body;
    expect(refused).toMatchObject({ code: 'username_taken', fields: [{ path: 'username' }] });
  });

  it('in two tabs with one token make one person', async () => {
    const token = await verified();
    const both = await Promise.all([register(given(token)), register(given(token))]);
    expect(both.map(({ body }) => body.code ?? 'done').sort()).toEqual(['done', 'steps_expired']);
  });

  it('never take somebody else’s record by their user name', async () => {
    const first = await register(given(await verified(), { username: 'known.otter' }));
    const second = await register(given(await verified(), { username: 'Known.Otter' }));
    expect(second.body.code).toBe('username_taken');
    const { rows } = await kit.database.pool.query(
      "select name from persons p join identifiers i on i.person_id = p.id where i.lookup = 'known.otter'",
    );
    expect(rows).toEqual([{ name: first.body.me.name }]);
  });
});

describe('somebody on record', () => {
  it('takes the record over with the phone on record, and stays where they were', async () => {
    const phone = newPhone();
    const { personId, identity } = await onRecord({ phone });
    const { status, body } = await register(given(await verified(phone), { identity }));
    expect(status).toBe(200);
    expect(body.me).toMatchObject({ personId, name: 'Ollie Otter' });
    const mine = await client.get(programmes.mine);
    expect(mine).toMatchObject({ placeEn: 'North Colony', attributes: { visitor: true } });
    expect(await trailOf(personId)).toEqual(['person.claimed']);
  });

  it('with another phone now says the code that the phone on record got', async () => {
    const [before, now] = [newPhone(), newPhone()];
    const { personId, identity } = await onRecord({ phone: before });
    const token = await verified(now);
    const refused = await register(given(token, { identity }));
    const masked = `+86 136****${before.slice(-4)}`;
    expect(refused.body).toMatchObject({
      ...{ code: 'identity_claim', params: { phone: masked } },
      fields: [{ path: 'identity.number', params: { phone: masked } }],
    });
    const name = 'ollie  OTTER';
    const asked = await client.get(people.requestClaimCode, { body: { token, name, identity } });
    expect(asked.phone).toBe(masked);
    const code = await codeFor(before);
    const claim = (typed: string) =>
      given(token, { identity, claim: { token: asked.token, code: typed } });
    expect((await register(claim('wrong'))).body.fields).toMatchObject([
      { path: 'claim.code', code: 'code_wrong' },
    ]);
    const stranger = await onRecord({ phone: newPhone() });
    const stolen = { ...claim(code), identity: stranger.identity };
    expect((await register(stolen)).body.code).toBe('identity_claim');
    expect((await register(claim(code))).body.me).toMatchObject({ personId });
    expect((await client.get(people.phone)).phone).toBe(`+86 136****${now.slice(-4)}`);
    expect(await trailOf(personId)).toEqual([
      'person.claim_refused identity_claim',
      'person.claimed',
    ]);
  });

  it('by phone and name alone comes in person, and nothing of it is kept', async () => {
    const phone = newPhone();
    const personId = await kit.platform.transaction(null, async (tx) => {
      const identifiers = [{ kind: 'phone' as const, value: phone }];
      const entry = penguin({ name: '老登记', initial: null, identifiers });
      const [outcome] = await enrolPeople(tx, programme, [
        { ...entry, attributes: { visitor: true } },
      ]);
      if (outcome?.state !== 'fresh') throw new Error('refused');
      return outcome.personId;
    });
    const stored = async () => {
      const { rows } = await kit.database.pool.query(
        `select (select jsonb_agg(to_jsonb(i) order by kind) from identifiers i where person_id = $1) as known,
          (select jsonb_agg(to_jsonb(e)) from enrolments e where person_id = $1) as enrolled`,
        [personId],
      );
      return rows[0];
    };
    const before = await stored();
    const token = await verified(phone);
    const body = given(token, { name: '老登记' });
    for (const _ of [1, 2]) {
      expect((await register(body)).body.code).toBe('identity_in_person');
      expect(await stored()).toEqual(before);
    }
    const refused = 'person.claim_refused identity_in_person';
    expect(await trailOf(personId)).toEqual([refused, refused]);
  });

  it('cannot be told from nobody by a user name that is taken, or by asking for a code', async () => {
    const { username } = given(await verified());
    expect((await register(given(await verified(), { username }))).status).toBe(200);
    const { identity } = await onRecord({ phone: newPhone(), name: '陈水獭' });
    const nobody = { kind: 'prc_id' as const, number: newNumber() };
    const tried = async (each: Given['identity']) =>
      (await register(given(await verified(), { username, identity: each }))).body;
    expect(await tried(identity)).toEqual(await tried(nobody));
    const claimed = async (each: Given['identity']) => {
      const body = { token: await verified(), name: '王海狸', identity: each };
      const { status, body: answer } = await client.call(people.requestClaimCode, { body });
      return [status, answer];
    };
    expect(await claimed(identity)).toEqual(await claimed(nobody));
  });

  it('without a phone comes in person', async () => {
    const { personId, identity } = await onRecord();
    const { body } = await register(given(await verified(), { identity }));
    expect(body.code).toBe('identity_in_person');
    expect(await trailOf(personId)).toEqual(['person.claim_refused identity_in_person']);
  });

  it('is never taken over who has an account, was locked, or is withdrawn', async () => {
    const phone = newPhone();
    const { personId, identity } = await onRecord({ phone });
    const lock = (disabled: boolean) =>
      kit.platform.transaction(null, (tx) =>
        setDisabled(tx, { personIds: [personId], realm: 'otters' }, disabled),
      );
    const token = await verified(phone);
    await lock(true);
    expect((await register(given(token, { identity }))).body.code).toBe('identity_on_record');
    await lock(false);
    const withdraw = (at: Date | null) =>
      kit.platform.transaction(null, (tx) => setWithdrawn(tx, 'otters', [{ personId, at }]));
    await withdraw(new Date(startOfTests));
    expect((await register(given(token, { identity }))).body.code).toBe('withdrawn');
    await withdraw(null);
    await kit.platform.transaction(null, (tx) =>
      addAccount(tx, { personId, realm: 'otters', app: 'portal', passwordHash: null }),
    );
    expect((await register(given(token, { identity }))).body.code).toBe('identity_registered');
  });

  it('is told of to nobody who does not know the name', async () => {
    const claimable = await onRecord({ phone: newPhone(), name: '陈水獭' });
    const registered = given(await verified(), { name: '李水獭' });
    await register(registered);
    const token = await verified();
    const bodies = [];
    for (const identity of [claimable.identity, registered.identity]) {
      const { status, body } = await register(given(token, { identity, name: '王水獭' }));
      bodies.push({ status, body });
      const asked = await client.call(people.requestClaimCode, {
        body: { token, identity, name: '王水獭' },
      });
      expect(asked.body.code).toBe('identity_on_record');
    }
    expect(bodies[0]?.body).toMatchObject({ code: 'identity_on_record' });
    expect(bodies[1]).toEqual(bodies[0]);
  });

  it('cannot be looked for: a phone tries five documents, then waits', async () => {
    const token = await verified();
    for (let tries = 0; tries < 5; tries += 1) {
      const { identity } = await onRecord({ name: '陈水獭' });
      expect((await register(given(token, { identity }))).body.code).toBe('identity_on_record');
    }
    expect((await register(given(token))).body.code).toBe('wait_before_trying');
  });

  it('of two who claim at once only one is let in', async () => {
    const phone = newPhone();
    const { identity } = await onRecord({ phone });
    const first = await verified(phone);
    kit.clock.set(new Date(Date.parse(startOfTests) + 60_000));
    const second = await verified(phone);
    const both = await Promise.all(
      [first, second].map((each) => register(given(each, { identity }))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('cannot sign in by a code before, and is told to register', async () => {
    const phone = newPhone();
    await onRecord({ phone });
    const captcha = await solveCaptcha(kit.platform);
    const { token } = await client.get(people.requestCode, { body: { phone, captcha } });
    const body = { token, code: await codeFor(phone) };
    expect((await client.call(people.signInByCode, { body })).body.code).toBe(
      'phone_without_account',
    );
  });
});
