import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BodyOf, Endpoint } from '../../../platform/contract.ts';
import { type Scanner, type Stage, scanner, setStage } from '../../../server/testing/deeds.ts';
import { asIdentifier, newDocument } from '../../../server/testing/documents.ts';
import { type Reporter, reporter } from '../../../server/testing/expedition.ts';
import { type Client, startOfTests } from '../../../server/testing/kit.ts';
import { type Phone, phoneOf } from '../../../server/testing/phones.ts';
import { colourOf } from '../../../server/testing/rookery.ts';
import { access } from '../../access/contract.ts';
import { people } from '../../people/contract.ts';
import { addAccount, hashSecret } from '../../people/public.ts';
import { staff } from '../../staff/contract.ts';
import { screening } from '../contract.ts';

/** Checks of a scanner who is shut out: nobody is signed in, and nothing that was measured is lost. */

const password = 'gate-and-scan-7';
const minute = 60_000;
const day = 24 * 60 * minute;

let stage: Stage;
let passwordHash: string;
let nobody: Client;

beforeAll(async () => {
  stage = await setStage();
  passwordHash = await hashSecret(password);
});
beforeEach(async () => {
  clockAt(0);
  nobody = await stage.kit.as(null, 'field');
});
afterAll(() => stage.kit.close());

const clockAt = (milliseconds: number) =>
  stage.kit.clock.set(new Date(Date.parse(startOfTests) + milliseconds));

/** Somebody with a password who scans at the gate, and the senior there. */
async function hired(): Promise<{ olli: Scanner; sam: Scanner; username: string }> {
  const { kit, sites } = stage;
  const sam = await scanner(stage, sites.gate, 'senior');
  const olli = await scanner(stage, sites.gate, 'ordinary', sam);
  await kit.platform.transaction(null, (tx) =>
    addAccount(tx, { ...olli, app: 'console', passwordHash }),
  );
  const { rows } = await kit.database.pool.query(
    "select lookup from identifiers where person_id = $1 and kind = 'username'",
    [olli.personId],
  );
  return { olli, sam, username: rows[0].lookup };
}

type Resident = Reporter & { phone: Phone; identity: ReturnType<typeof newDocument> };

async function resident(): Promise<Resident> {
  const { kit, programme } = stage;
  const identity = newDocument();
  const one = await reporter(kit, programme, { identifiers: [asIdentifier(identity)] });
  await one.send('checkup', { temperature: 38, limping: false });
  return { ...one, identity, phone: await phoneOf(kit, one.person) };
}

type Check = BodyOf<typeof screening.check>;

const checkOf = (way: Check['way'], given: Partial<Check> = {}): Check => ({
  ...{ id: randomUUID(), siteId: stage.sites.gate.id, way, temperature: 36.5, shown: 'green' },
  checkedAt: stage.kit.clock.now().toISOString(),
  ...given,
});

type Refusal = { code?: string; params?: { proof?: string; personId?: string; realm?: string } };

/** What came of a sign-in. */
async function enter(username: string, given = password, app: 'field' | 'console' = 'field') {
  const { call } = await stage.kit.as(null, app);
  const { body } = await call(people.signInByUsername, { body: { username, password: given } });
  return body as Refusal;
}

async function proofOf(username: string): Promise<string> {
  const { code, params } = await enter(username);
  expect(code).toBe('shut_out');
  return params?.proof as string;
}

async function handedIn(proof: string, check: Check) {
  const { status, body } = await nobody.call(screening.handIn, { body: { proof, check } });
  return status === 200 ? body : `${body.code}`;
}

/** Of the installation, in the console; signed in anew, since days pass. */
const admin = () => stage.kit.as({ ...stage.cast.ada, app: 'console' });

async function disableSelf({ id }: Scanner, disabled = true): Promise<void> {
  const params = { scannerId: id };
  await (await admin()).get(staff.switchScanner, { params, body: { what: 'self', disabled } });
}

async function disableAccount({ personId }: Scanner): Promise<void> {
  await (await admin()).get(staff.change, { params: { personId }, body: { disabled: true } });
}

async function switchSite(disabled: boolean): Promise<void> {
  const params = { siteId: stage.sites.gate.id };
  await (await admin()).get(staff.switchSite, { params, body: { disabled } });
}

const recordSeen = async (by: Scanner, id: string) =>
  (await stage.kit.as(by)).get(screening.record, { params: { id } });

describe('whoever is shut out', () => {
  const closed: [string, (of: Scanner) => Promise<void>, string][] = [
    ['by 禁用本人', disableSelf, 'scanner_disabled'],
    ['by their account', disableAccount, 'scanner_disabled'],
    ['with their only site', () => switchSite(true), 'site_closed'],
  ];

  it.each(closed)(
    '%s hands in what was measured, made just now or days ago',
    async (_, close, conflict) => {
      const { olli, sam, username } = await hired();
      const one = await resident();
      const old = checkOf({ code: await one.phone.show() }, { temperature: 36.6 });
      clockAt(6 * day);
      const fresh = checkOf({ identity: one.identity });
      await close(olli);
      clockAt(6 * day + minute);
      expect(await enter(username, password, 'console')).toMatchObject({ code: 'shut_out' });
      expect((await enter(username, password, 'console')).params).toBeUndefined();
      const proof = await proofOf(username);
      expect(await handedIn(proof, old)).toMatchObject({ id: old.id, conflict, colour: 'green' });
      expect(await handedIn(proof, fresh)).toMatchObject({ id: fresh.id, conflict });
      if (conflict === 'site_closed') await switchSite(false);
      for (const { id, temperature } of [old, fresh]) {
        const seen = await recordSeen(sam, id);
        expect(seen).toMatchObject({ temperature, conflict, isOwn: false });
        expect(seen.scanner).toMatch(/^Hired/);
      }
      const { rows } = await stage.kit.database.pool.query(
        `select action, app, place_id, details from audit_entries
        where actor_id = $1 and action like 'check.%' order by id`,
        [olli.personId],
      );
      expect(rows).toEqual([
        trailOf('check.handed_in', { id: old.id }),
        trailOf('check.looked_up', { way: 'number', check: fresh.id }),
        trailOf('check.handed_in', { id: fresh.id }),
      ]);
    },
  );
  const trailOf = (action: string, details: object) => ({
    ...{ action, app: 'field', place_id: stage.sites.gate.id, details },
  });

  it('is told of it with the right password alone', async () => {
    const { olli, username } = await hired();
    await disableSelf(olli);
    expect(await enter(username, 'not the password')).toEqual(await enter('nobody-there'));
    const { code, params } = await enter(username);
    expect(code).toBe('shut_out');
    expect(params).toMatchObject({ personId: olli.personId, realm: 'staff' });
    expect(params?.proof).not.toContain(olli.personId);
  });
});

describe('a check that is handed in', () => {
  /** Somebody shut out, with their proof. */
  async function shutOut() {
    const crew = await hired();
    await disableSelf(crew.olli);
    return { ...crew, proof: await proofOf(crew.username) };
  }

  it('changes nobody’s colour, and a high one is told to the seniors', async () => {
    const { sam, proof } = await shutOut();
    const { kit } = stage;
    const well = await resident();
    const hot = await resident();
    await hot.send('checkup', { temperature: 39, limping: false });
    const normal = checkOf({ code: await hot.phone.show() }, { temperature: 36.5 });
    const high = checkOf({ code: await well.phone.show() }, { temperature: 39.5 });
    expect(await handedIn(proof, normal)).toMatchObject({ high: false, colour: 'green' });
    expect(await handedIn(proof, high)).toMatchObject({ high: true, colour: 'green' });
    expect([await colourOf(kit, hot.person), await colourOf(kit, well.person)]).toEqual([
      ...['yellow', 'green'],
    ]);
    const { items } = await (await kit.as(sam)).get(screening.alerts, { query: { state: 'open' } });
    expect(items.map(({ check }) => check.id)).toEqual([high.id]);
  });

  it('is stored once, however often it comes, and takes no other under its id', async () => {
    const { olli, proof } = await shutOut();
    const one = await resident();
    const check = checkOf({ code: await one.phone.show() });
    const answers = await Promise.all([1, 2, 3].map(() => handedIn(proof, check)));
    clockAt(minute);
    answers.push(await handedIn(proof, check));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ id: check.id, conflict: 'scanner_disabled' });
    const { rows } = await stage.kit.database.pool.query(
      `select (select count(*)::int from checks where scanner_id = $1) as checks,
        (select count(*)::int from audit_entries where actor_id = $1) as entries`,
      [olli.personId],
    );
    expect(rows).toEqual([{ checks: 1, entries: 1 }]);
    expect(await handedIn(proof, { ...check, temperature: 36.6 })).toBe('check_id_reused');
    expect(await handedIn(proof, { ...check, id: randomUUID() })).toBe('code_used');
  });

  it('that had come before, without its answer, keeps what it was, and tells no colour of today', async () => {
    const { olli, username } = await hired();
    const one = await resident();
    const check = checkOf({ code: await one.phone.show() });
    await (await stage.kit.as(olli)).get(screening.check, { body: check });
    await one.send('checkup', { temperature: 39, limping: false });
    await disableSelf(olli);
    const answer = await handedIn(await proofOf(username), check);
    expect(answer).toMatchObject({ conflict: null, colour: 'green' });
  });

  it('is refused for what a late one is refused for', async () => {
    const { olli, proof } = await shutOut();
    const { kit, sites } = stage;
    const one = await resident();
    const code = await one.phone.show();
    const at = (milliseconds: number) =>
      new Date(kit.clock.now().getTime() + milliseconds).toISOString();
    const refused = {
      'too old': checkOf({ code }, { checkedAt: at(-7 * day - 1) }),
      'of the future': checkOf({ code }, { checkedAt: at(minute + 1) }),
      'at a site of others': checkOf({ code }, { siteId: sites.pier.id }),
      'of nobody': checkOf({ identity: newDocument() }),
      'by no code of ours': checkOf({ code: 'https://example.org/pay' }),
      'of an impossible temperature': checkOf({ code }, { temperature: 36.55 }),
    };
    const answers: Record<string, unknown> = {};
    for (const [what, check] of Object.entries(refused))
      answers[what] = await handedIn(proof, check);
    expect(answers).toEqual({
      ...{ 'too old': 'check_too_old', 'of the future': 'check_in_future' },
      ...{ 'at a site of others': 'not_found', 'of nobody': 'person_not_found' },
      ...{
        'by no code of ours': 'code_not_accepted',
        'of an impossible temperature': 'invalid_input',
      },
    });
    await kit.database.pool.query(
      `update identifiers set lookup = other.lookup, encrypted = other.encrypted
        from (select lookup, encrypted from identifiers where person_id = $2 and kind = 'identity') other
        where person_id = $1 and kind = 'identity'`,
      [olli.personId, one.person.personId],
    );
    expect(await handedIn(proof, checkOf({ code }))).toBe('own_check');
  });

  it('by what was typed counts as a look-up', async () => {
    const { olli, username, proof } = await shutOut();
    const { identity } = await resident();
    await stage.kit.database.pool.query(
      'insert into number_looks select $1, $2 from generate_series(1, 240)',
      [olli.personId, stage.kit.clock.now()],
    );
    expect(await handedIn(proof, checkOf({ identity }))).toBe('look_ups_used_up');
    clockAt(61 * minute);
    const later = await proofOf(username);
    expect(await handedIn(later, checkOf({ identity }))).toMatchObject({
      conflict: 'scanner_disabled',
    });
  });

  it('says so as well where its scanner was let in again meanwhile', async () => {
    const { olli, proof } = await shutOut();
    const one = await resident();
    await disableSelf(olli, false);
    const check = checkOf({ code: await one.phone.show() }, { temperature: 39.5 });
    expect(await handedIn(proof, check)).toMatchObject({ conflict: 'scanner_disabled' });
    expect(await colourOf(stage.kit, one.person)).toBe('green');
  });
});

describe('the proof', () => {
  let proof: string;
  let check: Check;
  beforeEach(async () => {
    const { olli, username } = await hired();
    await disableSelf(olli);
    proof = await proofOf(username);
    check = checkOf({ code: await (await resident()).phone.show() });
  });

  it('is good for a quarter of an hour', async () => {
    clockAt(15 * minute - 1);
    expect(await handedIn(proof, check)).toMatchObject({ id: check.id });
    clockAt(15 * minute);
    expect(await handedIn(proof, check)).toBe('not_signed_in');
  });

  it('is refused where it is forged, of another purpose, or no proof at all', async () => {
    const { keys, clock } = stage.kit.platform;
    const until = new Date(clock.now().getTime() + day).toISOString();
    const written = JSON.stringify({ personId: stage.cast.ada.personId, until });
    const encrypted = (purpose: string) => keys.encrypt(purpose, written).toString('base64url');
    const bytes = Buffer.from(proof, 'base64url');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    const { cookie = '' } = await stage.kit.as({ ...stage.cast.ada, app: 'field' });
    const forged = {
      'changed in one bit': bytes.toString('base64url'),
      'cut short': proof.slice(0, -8),
      'of a participants’ realm': encrypted('people.shut-out rookery'),
      'of another purpose': encrypted('people.initial'),
      'a session’s token': cookie,
      garbage: 'x',
      'what it would say': Buffer.from(written).toString('base64url'),
    };
    for (const [what, text] of Object.entries(forged)) {
      expect([what, await handedIn(text, check)]).toEqual([what, 'not_signed_in']);
    }
  });

  it('opens nothing else, however it is shown', async () => {
    const asSession = await stage.kit.as(null, 'field');
    asSession.cookie = proof;
    const elsewhere: [Endpoint & { url: string }, object][] = [
      [people.me, {}],
      [access.mine, {}],
      [staff.mySites, {}],
      [screening.check, { body: check }],
      [screening.look, { body: { siteId: check.siteId, way: check.way } }],
      [screening.records, { body: {} }],
      [screening.record, { params: { id: check.id } }],
      [screening.undo, { params: { id: check.id }, body: {} }],
    ];
    await handedIn(proof, check);
    for (const [endpoint, input] of elsewhere) {
      const { body } = await asSession.call(endpoint, {
        ...input,
        headers: { authorization: `Bearer ${proof}` },
      } as never);
      expect([endpoint.url, (body as { code?: string }).code]).toEqual([
        endpoint.url,
        'not_signed_in',
      ]);
    }
  });
});
