import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prcCheckDigit } from '../../../forms/identity.ts';
import { openRookery } from '../../../forms/testing/rookery.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import { type Cast, gather, weighInDays } from '../../../server/testing/cast.ts';
import { type Client, type Kit, startKit, startOfTests } from '../../../server/testing/kit.ts';
import { people } from '../../people/contract.ts';
import { solveCaptcha } from '../../people/testing.ts';
import { addPlace, type PlaceRow } from '../../places/public.ts';
import { programmes } from '../../programmes/contract.ts';
import { createProgramme } from '../../programmes/public.ts';
import { assignScanner, createStaff } from '../../staff/public.ts';
import { screening } from '../contract.ts';

let kit: Kit;
let cast: Cast;
let gate: PlaceRow;
let scanner: Client;
/** Who works at the same gate. */
let beside: Client;

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  const personIds = await kit.platform.transaction(null, async (tx) => {
    await createProgramme(tx, {
      ...{ content: openRookery, code: 'rookery', place: { id: cast.places.station.id } },
      ...weighInDays,
    });
    gate = await addPlace(tx, {
      ...{ parentId: cast.places.north.id, kind: 'site', code: 'gate', zh: '北门', en: 'Gate' },
    });
    const hire = async (username: string) => {
      const { personId: id } = await createStaff(tx, { username, name: username });
      await assignScanner(tx, { personId: id, siteId: gate.id, level: 'ordinary', superior: null });
      return id;
    };
    return [await hire('olli'), await hire('otis')];
  });
  const signIn = (personId = '') => kit.as({ personId, realm: 'staff', app: 'field' });
  scanner = await signIn(personIds[0]);
  beside = await signIn(personIds[1]);
});
afterAll(() => kit.close());
beforeEach(async () => {
  kit.clock.set(startOfTests);
  await kit.database.pool.query(
    'delete from attempts; delete from codes; delete from number_looks',
  );
});

let count = 0;
const newPhone = () => `+86${13700000000 + ++count}`;
const newIdentity = () => {
  const digits = `11010519900${String(101 + (++count % 20))}${String(count).padStart(3, '0')}`;
  return { kind: 'prc_id' as const, number: `${digits}${prcCheckDigit(digits)}` };
};

async function codeFor(phone: string): Promise<string> {
  await kit.work();
  const items = kit.platform.transports.outbox?.items() ?? [];
  const sent = items.find(({ kind, to }) => kind === 'sms' && to === phone);
  return /\d{6}/.exec(sent?.text.en ?? '')?.[0] ?? '';
}

/** A code that was sent to a phone, and what was typed of it. */
async function codeSent(phone: string): Promise<{ token: string; code: string }> {
  const { token } = await scanner.get(screening.assistedCode, { body: { siteId: gate.id, phone } });
  return { token, code: await codeFor(phone) };
}

type Assist = BodyOf<typeof screening.assist>;

const assist = (given: Omit<Assist, 'siteId'>) =>
  scanner.call(screening.assist, { body: { siteId: gate.id, ...given } });

/** As somebody registers in the portal with a phone. */
async function registerAtHome(phone: string, name: string, identity: Assist['identity']) {
  const portal = await kit.as(null, 'portal', 'rookery');
  const captcha = await solveCaptcha(kit.platform);
  const { token } = await portal.get(people.requestRegistrationCode, { body: { phone, captcha } });
  const body = { token, code: await codeFor(phone) };
  await portal.get(people.verifyRegistrationCode, { body });
  const password = 'Clams every day 7';
  return portal.call(programmes.register, {
    body: { token, password, username: `res${++count}`, name, identity },
  });
}

/** As if the minute between two codes had passed. */
const later = () => kit.database.pool.query('delete from attempts; delete from codes');

const trailOf = async (identity: Assist['identity']) => {
  const { rows } = await kit.database.pool.query(
    `select action from audit_entries where person_id = (
       select e.person_id from enrolments e join checks c on c.enrolment_id = e.id
       where c.id = $1) order by id`,
    [await checked(identity)],
  );
  return rows.map(({ action }) => action);
};

type Check = BodyOf<typeof screening.check>;

const checkOf = (way: Check['way']): Check => ({
  ...{ id: randomUUID(), siteId: gate.id, way, temperature: 36.5, shown: 'unconfirmed' as const },
  checkedAt: kit.clock.now().toISOString(),
});

async function checked(identity: Assist['identity']): Promise<string> {
  return (await scanner.get(screening.check, { body: checkOf({ identity }) })).id;
}

describe('somebody who is not on record', () => {
  it('is registered with a verified phone, has no account, and registers later with that phone', async () => {
    const [phone, identity] = [newPhone(), newIdentity()];
    const sent = await codeSent(phone);
    const wrong = await assist({ name: '王小明', identity, phone: { ...sent, code: '000' } });
    expect(wrong.body.fields).toMatchObject([{ path: 'phone.code', code: 'code_wrong' }]);
    const { body } = await assist({ name: '王小明', identity, phone: sent });
    expect(body).toMatchObject({ done: 'registered', maskedName: '王*明', colour: 'grey' });
    const again = await assist({ name: '王小明', identity, phone: sent });
    expect(again.body.fields).toMatchObject([{ path: 'phone.code', code: 'code_expired' }]);
    const check = checkOf({ assisted: { name: '王小明', identity } });
    await scanner.get(screening.check, { body: check });
    const record = await scanner.get(screening.record, { params: { id: check.id } });
    expect(record).toMatchObject({ way: 'assisted', unverifiedPhone: null, conflict: null });
    expect(await trailOf(identity)).toContain('check.person_registered');
    await later();
    const { status, body: mine } = await registerAtHome(phone, '王小明', identity);
    expect([status, mine.me?.name]).toEqual([200, '王小明']);
  });

  it('without a phone is registered, and is told to come with one', async () => {
    const identity = newIdentity();
    expect((await assist({ name: '王小小', identity })).body.done).toBe('registered');
    const other = newPhone();
    expect((await registerAtHome(other, '王小小', identity)).body.code).toBe('identity_in_person');
    await later();
    const given = { name: '王小小', identity, phone: await codeSent(other) };
    expect((await assist(given)).body.done).toBe('phone_set');
    const trail = await trailOf(identity);
    expect(trail).toEqual(expect.arrayContaining(['check.phone_set', 'person.phone_changed']));
    await later();
    expect((await registerAtHome(other, '王小小', identity)).status).toBe(200);
  });

  it('gets a code on paper from who registered them, and for an hour', async () => {
    const identity = newIdentity();
    await assist({ name: '王小纸', identity });
    const body = checkOf({ assisted: { name: '王小纸', identity } });
    await scanner.get(screening.check, { body });
    const print = (by: Client, id: string) =>
      by.call(screening.printed, { params: { id }, query: { lang: 'zh' } });
    const paper = await print(scanner, body.id);
    expect(paper).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf' } });
    expect(await trailOf(identity)).toContain('code.printed');
    const { rows } = await kit.database.pool.query('select text from printed_codes');
    const documentEnding = identity.number.slice(-4);
    const way = { printed: rows[0].text, documentEnding };
    const looked = await scanner.get(screening.look, { body: { siteId: gate.id, way } });
    expect(looked.maskedName).toBe('王*纸');
    expect((await print(beside, body.id)).status).toBe(404);
    // By the number alone anybody could be found, who may have been on record for long.
    expect((await print(scanner, await checked(identity))).status).toBe(404);
    kit.clock.set(new Date(Date.parse(startOfTests) + 3_600_001));
    expect((await print(scanner, body.id)).status).toBe(404);
  });

  it('gets none from who has not registered them, however lately they came, nor where they print it themselves', async () => {
    const print = async (identity: Assist['identity']) => {
      const body = checkOf({ assisted: { name: '王小纸', identity } });
      await scanner.get(screening.check, { body });
      const call = { params: { id: body.id }, query: { lang: 'zh' as const } };
      return (await scanner.call(screening.printed, call)).status;
    };
    const atHome = newIdentity();
    await registerAtHome(newPhone(), '王小纸', atHome);
    expect(await print(atHome)).toBe(404);
    const elsewhere = newIdentity();
    const body = { siteId: gate.id, name: '王小纸', identity: elsewhere };
    await beside.get(screening.assist, { body });
    expect(await print(elsewhere)).toBe(404);
    const [phone, later] = [newPhone(), newIdentity()];
    await assist({ name: '王小纸', identity: later, phone: await codeSent(phone) });
    expect(await print(later)).toBe(200);
    await kit.database.pool.query('delete from attempts; delete from codes');
    expect((await registerAtHome(phone, '王小纸', later)).status).toBe(200);
    expect(await print(later)).toBe(404);
  });

  it('is told every mistake at its field', async () => {
    const identity = { kind: 'taiwan_permit' as const, number: '1' };
    const { body } = await assist({ name: ' ', identity });
    expect(body.fields?.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'name name_invalid',
      'identity.kind document_not_offered',
      'identity.number document_number',
    ]);
    const code = { siteId: gate.id, phone: '12' };
    const sent = await scanner.call(screening.assistedCode, { body: code });
    expect(sent.body.fields).toMatchObject([{ path: 'phone', code: 'phone_invalid' }]);
  });
});

describe('somebody on record', () => {
  it('who has an account keeps their phone', async () => {
    const [phone, identity] = [newPhone(), newIdentity()];
    await registerAtHome(phone, '李小红', identity);
    const given = { name: '李小红', identity, phone: await codeSent(newPhone()) };
    expect((await assist(given)).body.done).toBe('on_record');
    expect(await trailOf(identity)).not.toContain('check.phone_set');
  });

  it('under another name is told apart and noted, and the code stays good for the right name', async () => {
    const identity = newIdentity();
    await assist({ name: '王小明', identity });
    const phone = await codeSent(newPhone());
    const { body } = await assist({ name: '李小明', identity, phone });
    expect(body).toMatchObject({ code: 'name_differs', fields: [{ path: 'name' }] });
    expect(await trailOf(identity)).toContain('check.looked_up');
    expect((await assist({ name: '王小明', identity, phone })).body.done).toBe('phone_set');
  });
});

describe('a check from a phone without a network', () => {
  it('puts whoever is new on record once, and keeps their phone as not verified', async () => {
    const identity = newIdentity();
    const assisted = { name: '张大力', identity, unverifiedPhone: '13900000123' };
    const body = checkOf({ assisted });
    kit.clock.set(new Date(Date.parse(startOfTests) + 3 * 3_600_000));
    const both = await Promise.all([1, 2].map(() => scanner.call(screening.check, { body })));
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const record = await scanner.get(screening.record, { params: { id: body.id } });
    expect(record).toMatchObject({
      way: 'assisted',
      unverifiedPhone: expect.stringMatching(/0123$/),
    });
    expect(JSON.stringify(record)).not.toContain('13900000123');
    const { rows } = await kit.database.pool.query(
      `select i.kind, a.person_id is not null as account from checks c
       join enrolments e on e.id = c.enrolment_id join identifiers i on i.person_id = e.person_id
       left join accounts a on a.person_id = e.person_id where c.id = $1`,
      [body.id],
    );
    expect(rows).toEqual([{ kind: 'identity', account: false }]);
  });

  it('is refused for good for whoever is withdrawn, so that the queue goes on', async () => {
    const identity = newIdentity();
    await assist({ name: '王小明', identity });
    await kit.database.pool.query(
      `with gone as (update enrolments set withdrawn_on = $1 where id =
         (select enrolment_id from checks where id = $2) returning person_id)
       update memberships set withdrawn_at = $1 where person_id in (select person_id from gone)`,
      [startOfTests, await checked(identity)],
    );
    const body = checkOf({ assisted: { name: '王小明', identity } });
    const refused = await scanner.call(screening.check, { body });
    expect([refused.status, refused.body.code]).toEqual([409, 'person_withdrawn']);
  });

  it('is kept with a conflict where the document is of somebody else', async () => {
    const identity = newIdentity();
    await assist({ name: '王小明', identity });
    const body = checkOf({ assisted: { name: '赵小明', identity } });
    expect((await scanner.get(screening.check, { body })).conflict).toBe('name_differs');
  });
});
