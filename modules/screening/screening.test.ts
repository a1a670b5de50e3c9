import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BodyOf } from '../../platform/contract.ts';
import { systemScope } from '../../platform/scope.ts';
import type { Cast } from '../../server/testing/cast.ts';
import { type Reporter, reporter } from '../../server/testing/expedition.ts';
import { type Client, type Kit, startOfTests } from '../../server/testing/kit.ts';
import { type Phone, phoneOf } from '../../server/testing/phones.ts';
import { colourOf, ledgerOf, startRookeryKit } from '../../server/testing/rookery.ts';
import { codes } from '../codes/contract.ts';
import { addPlace, type PlaceRow, setPlaceDisabledIn } from '../places/public.ts';
import type { Programme } from '../programmes/public.ts';
import { assignScanner, createStaff, type Level } from '../staff/public.ts';
import { screening } from './contract.ts';

let kit: Kit;
let cast: Cast;
let programme: Programme;
let gate: PlaceRow;
let pier: PlaceRow;
/** Senior, intermediate and ordinary at the gate; ordinary at the gate beside her; senior at the pier. */
let sam: Client;
let ira: Client;
let olli: Client;
let otis: Client;
let piet: Client;
/** A scanner of a region that has nothing to do with this one. */
let stranger: Client;

beforeAll(async () => {
  ({ kit, cast, programme } = await startRookeryKit());
  await kit.platform.transaction(null, async (tx) => {
    const site = (parent: PlaceRow, code: string, zh: string, en: string) =>
      addPlace(tx, { parentId: parent.id, kind: 'site', code, zh, en });
    gate = await site(cast.places.north, 'gate', '北门', 'North gate');
    pier = await site(cast.places.north, 'pier', '码头', 'Pier');
  });
  const other = await kit.platform.transaction(null, async (tx) => {
    const root = await addPlace(tx, {
      ...{ parentId: null, kind: 'organisation', code: 'elsewhere', zh: '别处', en: 'Elsewhere' },
    });
    return addPlace(tx, { parentId: root.id, kind: 'site', code: 'x', zh: '别处', en: 'X' });
  });
  sam = await scanner('sam', 'senior', gate);
  ira = await scanner('ira', 'intermediate', gate);
  olli = await scanner('olli', 'ordinary', gate);
  otis = await scanner('otis', 'ordinary', gate);
  piet = await scanner('piet', 'senior', pier);
  stranger = await scanner('stranger', 'senior', other);
});
beforeEach(() => kit.clock.set(startOfTests));
afterAll(() => kit.close());

const people = new Map<Client, string>();

async function scanner(username: string, level: Level, site: PlaceRow): Promise<Client> {
  const { personId } = await kit.platform.transaction(null, async (tx) => {
    const hired = await createStaff(tx, { username, name: username });
    const { personId: id } = hired;
    await assignScanner(tx, { personId: id, siteId: site.id, level, superior: null });
    return hired;
  });
  const client = await kit.as({ personId, realm: 'staff', app: 'field' });
  people.set(client, personId);
  return client;
}

const well = { temperature: 38, limping: false };
const minute = 60_000;
const clockAt = (milliseconds: number) =>
  kit.clock.set(new Date(Date.parse(startOfTests) + milliseconds));

type Resident = Reporter & { phone: Phone };

async function resident(given: Parameters<typeof reporter>[2] = {}): Promise<Resident> {
  const one = await reporter(kit, programme, { name: '王小明', ...given });
  await one.send('checkup', well);
  return { ...one, phone: await phoneOf(kit, one.person) };
}

type Check = BodyOf<typeof screening.check>;

const checkOf = (way: Check['way'], given: Partial<Check> = {}): Check => ({
  ...{ id: randomUUID(), siteId: gate.id, way, temperature: 36.5, shown: 'green' },
  checkedAt: kit.clock.now().toISOString(),
  ...given,
});

/** Records a check by the code on the person's phone, and gives what was sent. */
async function check(by: Client, one: Resident, given: Partial<Check> = {}): Promise<Check> {
  const body = checkOf({ code: await one.phone.show() }, given);
  await by.get(screening.check, { body });
  return body;
}

/** Signed in anew: sessions of the field app do not last for days, and end where nothing is left to do. */
const again = (client: Client) =>
  kit.as({ personId: people.get(client) as string, realm: 'staff', app: 'field' });

it('tells a phone what it needs to check people without a network', async () => {
  const params = { siteId: gate.id };
  expect(await olli.get(screening.site, { params })).toEqual({
    programmes: [
      {
        ...{ code: 'rookery', name: programme.definition.shortName },
        ...{ highFrom: 39, listHours: 12, documents: [], form: null, zone: 'Pacific/Auckland' },
      },
    ],
  });
  expect((await piet.call(screening.site, { params })).body.code).toBe('not_found');
});

describe('a look', () => {
  it('tells who is in front of the scanner, masked, and the colour of the server', async () => {
    const one = await resident();
    const body = { siteId: gate.id, way: { code: await one.phone.show() } };
    expect(await olli.get(screening.look, { body })).toEqual({
      ...{ maskedName: '王*明', document: null, colour: 'green', reason: null },
      programme: { code: 'rookery', ...programme.definition.shortName },
      reportedAt: startOfTests,
    });
    await one.send('checkup', { temperature: 39, limping: false });
    expect(await olli.get(screening.look, { body })).toMatchObject({
      colour: 'yellow',
      reason: { en: 'High temperature' },
    });
    const { rows } = await kit.database.pool.query(
      "select place_id, details from audit_entries where action = 'check.looked_up' and person_id = $1",
      [one.person.personId],
    );
    expect(rows).toEqual(Array(2).fill({ place_id: gate.id, details: { way: 'code' } }));
  });

  it('finds people by the number of their document, so many times in an hour', async () => {
    const number = '11010519491231002X';
    const { person } = await resident({
      identifiers: [
        { kind: 'card', value: 'DOC1' },
        { kind: 'identity', value: `prc_id ${number}` },
      ],
    });
    const body = (typed: string) => ({
      siteId: gate.id,
      way: { identity: { kind: 'prc_id' as const, number: typed } },
    });
    const found = await otis.get(screening.look, { body: body(' 11010519491231002x ') });
    expect(found).toMatchObject({ maskedName: '王*明', colour: 'green' });
    expect(found.document).not.toContain(number);
    const nobody = await otis.call(screening.look, { body: body('110105199003070025') });
    expect(nobody.body.code).toBe('person_not_found');
    const wrong = await otis.call(screening.look, { body: body('110105194912310021') });
    expect(wrong.body.fields).toEqual([{ path: 'identity.number', code: 'prc_id_checksum' }]);
    const recorded = await otis.call(screening.check, {
      body: checkOf(body(number).way),
    });
    expect(recorded.status).toBe(200);
    expect(await colourOf(kit, person)).toBe('green');
    await kit.database.pool.query(
      'insert into number_looks select $1, $2 from generate_series(1, 236)',
      [people.get(otis), startOfTests],
    );
    expect((await otis.call(screening.look, { body: body(number) })).body.code).toBe(
      'look_ups_used_up',
    );
    clockAt(61 * minute);
    expect((await otis.call(screening.look, { body: body(number) })).status).toBe(200);
  });

  it('finds people by a code on paper together with their document, and tries nothing out', async () => {
    const { person, browser } = await resident({
      identifiers: [
        { kind: 'card', value: 'DOC2' },
        { kind: 'identity', value: 'prc_id 110105199003070041' },
      ],
    });
    await browser.call(codes.ownPrinted, { query: { lang: 'zh' } });
    const { rows } = await kit.database.pool.query(
      'select text from printed_codes where enrolment_id = $1',
      [person.enrolmentId],
    );
    const way = (documentEnding: string) => ({ printed: String(rows[0]?.text), documentEnding });
    const look = (ending: string) =>
      piet.call(screening.look, { body: { siteId: pier.id, way: way(ending) } });
    expect((await look('00 41')).body).toMatchObject({ maskedName: '王*明', colour: 'green' });
    for (const wrong of ['9999', '041-']) {
      const { body } = await look(wrong);
      expect([body.code, body.fields?.map(({ path }) => path)]).toEqual([
        'document_differs',
        ['documentEnding'],
      ]);
    }
    const { rows: trail } = await kit.database.pool.query(
      "select details from audit_entries where person_id = $1 and action = 'check.looked_up'",
      [person.personId],
    );
    expect(trail.filter(({ details }) => details.state === 'document_differs')).toHaveLength(2);
    const check = (ending: string) =>
      piet.call(screening.check, { body: { ...checkOf(way(ending)), siteId: pier.id } });
    expect((await check('070041')).status).toBe(200);
    await kit.database.pool.query(
      'insert into number_looks select $1, $2 from generate_series(1, 235)',
      [people.get(piet), startOfTests],
    );
    expect((await check('9999')).body.code).toBe('document_differs');
    expect((await check('0041')).body.code).toBe('look_ups_used_up');
    await browser.get(codes.revokeOwnPrinted);
    clockAt(61 * minute);
    expect((await look('0041')).body).toMatchObject({ code: 'code_not_accepted' });
  });

  it.each([
    ['nothing of ours', async () => 'https://example.org/pay', 'not_ours'],
    ['half a code', async (one: Resident) => (await one.phone.show()).slice(0, 80), 'damaged'],
  ])('says what is wrong with %s', async (_, textOf, problem) => {
    const one = await resident();
    const way = { code: await textOf(one) };
    const { status, body } = await olli.call(screening.look, { body: { siteId: gate.id, way } });
    expect([status, body]).toMatchObject([422, { code: 'code_not_accepted', params: { problem } }]);
  });

  it('tells an old picture, an expired code and a replaced phone apart', async () => {
    const one = await resident();
    const way = { code: await one.phone.show() };
    const problem = async (by = olli) => {
      const { body } = await by.call(screening.look, { body: { siteId: gate.id, way } });
      return (body as { params?: { problem?: string } }).params?.problem;
    };
    clockAt(61_000);
    expect(await problem()).toBe('stale');
    clockAt(25 * 60 * minute);
    expect(await problem(await again(olli))).toBe('expired');
    clockAt(0);
    await kit.database.pool.query('update phone_keys set retired_at = $1 where enrolment_id = $2', [
      startOfTests,
      one.person.enrolmentId,
    ]);
    expect(await problem()).toBe('revoked');
  });

  it('is for scanners of the site, and where a programme has codes', async () => {
    const one = await resident();
    const way = { code: await one.phone.show() };
    const at = (by: Client, siteId: number) => by.call(screening.look, { body: { siteId, way } });
    expect((await at(piet, gate.id)).body.code).toBe('not_found');
    const own = await kit.database.pool.query('select site_id from scanners where person_id = $1', [
      people.get(stranger),
    ]);
    expect((await at(stranger, own.rows[0].site_id)).body.code).toBe('site_without_codes');
  });
});

describe('a check', () => {
  it('is recorded once, however often it is sent, and takes no other under its id', async () => {
    const one = await resident();
    const body = await check(olli, one, { remark: ' 戴口罩 ' });
    const answers = await Promise.all([1, 2, 3].map(() => olli.get(screening.check, { body })));
    for (const each of answers) expect(each).toMatchObject({ id: body.id, high: false });
    const { rows } = await kit.database.pool.query('select * from checks where id = $1', [body.id]);
    expect(rows).toMatchObject([
      { site_id: gate.id, temperature: 36.5, colour: 'green', remark: '戴口罩', conflict: null },
    ]);
    const other = { ...body, temperature: 36.6 };
    expect((await olli.call(screening.check, { body: other })).body.code).toBe('check_id_reused');
    const another = { ...body, way: { code: await (await resident()).phone.show() } };
    expect((await olli.call(screening.check, { body: another })).body.code).toBe('check_id_reused');
    expect((await otis.call(screening.check, { body })).body.code).toBe('check_id_reused');
  });

  it('of a high temperature turns the person yellow, and tells the seniors of the site', async () => {
    const one = await resident();
    const body = await check(olli, one, { temperature: 39.2 });
    expect(await colourOf(kit, one.person)).toBe('yellow');
    expect(await ledgerOf(kit, one.person)).toContain('green>yellow measurement');
    const { rows: told } = await kit.database.pool.query(
      'select person_id, text_en from notices where key = $1',
      [`fever-alert ${body.id}`],
    );
    expect(told).toEqual([
      { person_id: people.get(sam), text_en: expect.stringContaining('39.2 °C') },
    ]);
    const { items: open } = await ira.get(screening.alerts, { query: { state: 'open' } });
    const alert = open.find((each) => each.check.id === body.id);
    expect(alert).toMatchObject({ check: { maskedName: '王*明', temperature: 39.2 } });
    const close = { params: { id: alert?.id ?? 0 }, body: { note: '已复测' } };
    expect((await olli.call(screening.closeAlert, close)).status).toBe(404);
    expect((await piet.call(screening.closeAlert, close)).status).toBe(404);
    await sam.get(screening.closeAlert, close);
    expect((await ira.call(screening.closeAlert, close)).body.code).toBe('alert_closed');
    const closed = await sam.get(screening.alerts, { query: { state: 'closed' } });
    expect(closed.items[0]).toMatchObject({ note: '已复测', closedBy: 'sam' });
  });

  it('that was mistyped is undone within ten minutes by who made it, and both stay told', async () => {
    const one = await resident();
    const body = await check(olli, one, { temperature: 39.5 });
    const undo = { params: { id: body.id }, body: {} };
    expect((await sam.call(screening.undo, undo)).status).toBe(404);
    clockAt(10 * minute);
    await olli.get(screening.undo, undo);
    await olli.get(screening.undo, undo);
    expect(await colourOf(kit, one.person)).toBe('green');
    const told = await ledgerOf(kit, one.person);
    expect(told.slice(-2)).toEqual(['green>yellow measurement', 'yellow>green measurement_undone']);
    clockAt(0);
    const second = await check(olli, await resident());
    clockAt(10 * minute + 1);
    const late = await olli.call(screening.undo, { params: { id: second.id }, body: {} });
    expect(late.body).toMatchObject({ code: 'undo_too_late', params: { minutes: 10 } });
  });

  it('that is normal ends a yellow that came from a temperature', async () => {
    const one = await resident();
    await check(olli, one, { temperature: 39.5 });
    clockAt(minute);
    await check(otis, one, { temperature: 37 });
    expect(await colourOf(kit, one.person)).toBe('green');
  });

  it('may come days later from a phone without a network, and not from the future', async () => {
    const one = await resident();
    const body = checkOf({ code: await one.phone.show() });
    clockAt(7 * 24 * 60 * minute);
    const later = await again(olli);
    expect((await later.get(screening.check, { body })).conflict).toBeNull();
    clockAt(7 * 24 * 60 * minute + 1);
    const old = { ...body, id: randomUUID() };
    expect((await later.call(screening.check, { body: old })).body.code).toBe('check_too_old');
    clockAt(0);
    const ahead = { ...body, id: randomUUID(), checkedAt: '2022-01-20T04:01:00.001Z' };
    expect((await olli.call(screening.check, { body: ahead })).body.code).toBe('check_in_future');
  });

  it('is kept with what was wrong by then, and refused where it is made now', async () => {
    const one = await resident();
    const made = checkOf({ code: await one.phone.show() }, { siteId: pier.id });
    clockAt(30 * minute);
    const close = (disabled: boolean) =>
      kit.platform.transaction(null, (tx) =>
        setPlaceDisabledIn(tx, systemScope(), pier.id, disabled),
      );
    const both = await scanner('both', 'ordinary', pier);
    await kit.platform.transaction(null, (tx) =>
      assignScanner(tx, {
        ...{ personId: people.get(both) as string, siteId: gate.id },
        ...{ level: 'ordinary', superior: null },
      }),
    );
    await close(true);
    const now = checkOf({ code: await one.phone.show() }, { siteId: pier.id });
    expect((await both.call(screening.check, { body: now })).body.code).toBe('site_not_active');
    const hot = { ...made, temperature: 40 };
    expect(await both.get(screening.check, { body: hot })).toMatchObject({
      ...{ conflict: 'site_closed', colour: 'green' },
    });
    // Its time is what the phone says: it is kept, and changes nobody's colour.
    expect(await colourOf(kit, one.person)).toBe('green');
    await close(false);
    piet = await again(piet);
    const records = await piet.get(screening.records, { body: {} });
    expect(records.items.find(({ id }) => id === made.id)?.conflict).toBe('site_closed');
  });

  it('that comes later counts once for each showing of a code', async () => {
    const one = await resident();
    const body = checkOf({ code: await one.phone.show() });
    clockAt(30 * minute);
    expect((await olli.call(screening.check, { body })).status).toBe(200);
    expect((await olli.call(screening.check, { body })).status).toBe(200);
    const twice = { ...body, id: randomUUID(), temperature: 39.5 };
    expect((await olli.call(screening.check, { body: twice })).body.code).toBe('code_used');
    expect(await colourOf(kit, one.person)).toBe('green');
    expect((await otis.call(screening.check, { body: { ...body, id: randomUUID() } })).status).toBe(
      200,
    );
  });

  it('counts not at all where the same showing of the code served at once', async () => {
    const one = await resident();
    const now = await check(olli, one);
    // The phone signs the same moment once more.
    const code = await one.phone.show();
    expect({ code }).not.toEqual(now.way);
    const later = { ...now, id: randomUUID(), way: { code }, temperature: 36.9 };
    clockAt(5 * minute);
    expect((await olli.call(screening.check, { body: later })).body.code).toBe('code_used');
    await olli.get(screening.undo, { params: { id: now.id }, body: {} });
    expect((await olli.call(screening.check, { body: later })).status).toBe(200);
  });

  it('of oneself is refused, also under another record with one’s document', async () => {
    const number = '110105199003070068';
    const identity = { kind: 'identity' as const, value: `prc_id ${number}` };
    const one = await resident({ identifiers: [{ kind: 'card', value: 'OWN1' }, identity] });
    const own = { identity: { kind: 'prc_id' as const, number } };
    const recorded = () => olli.call(screening.check, { body: checkOf(own) });
    expect((await recorded()).status).toBe(200);
    const { rows: trail } = await kit.database.pool.query(
      "select details from audit_entries where person_id = $1 and action = 'check.looked_up'",
      [one.person.personId],
    );
    expect(trail).toMatchObject([{ details: { way: 'number' } }]);
    await kit.database.pool.query(
      `insert into identifiers (person_id, realm, kind, lookup, encrypted)
       select $1, 'staff', kind, lookup, encrypted from identifiers where person_id = $2 and kind = 'identity'`,
      [people.get(olli), one.person.personId],
    );
    expect((await recorded()).body.code).toBe('own_check');
    expect((await otis.call(screening.check, { body: checkOf(own) })).status).toBe(200);
  });

  it('is refused for what no thermometer says, at its field', async () => {
    const one = await resident();
    const way = { code: await one.phone.show() };
    const fields = async (temperature: number) =>
      (await olli.call(screening.check, { body: checkOf(way, { temperature }) })).body.fields;
    expect(await fields(36.55)).toMatchObject([{ path: 'temperature', code: 'too_many_decimals' }]);
    expect(await fields(3.6)).toMatchObject([{ path: 'temperature' }]);
    expect(await fields(365)).toMatchObject([{ path: 'temperature' }]);
  });
});

describe('records', () => {
  it('are seen by the seniors and intermediates of the site, else by who made them', async () => {
    const one = await resident();
    const mine = (await check(olli, one)).id;
    const other = (await check(otis, one)).id;
    const atPier = (await check(piet, one, { siteId: pier.id })).id;
    const seen = async (by: Client, body: BodyOf<typeof screening.records> = {}) => {
      const { items } = await by.get(screening.records, { body: { ...body, limit: 200 } });
      const ids = items.map(({ id }) => id);
      return [mine, other, atPier].map((id) => ids.includes(id));
    };
    expect(await seen(sam)).toEqual([true, true, false]);
    expect(await seen(ira)).toEqual([true, true, false]);
    expect(await seen(olli)).toEqual([true, false, false]);
    expect(await seen(otis)).toEqual([false, true, false]);
    expect(await seen(piet)).toEqual([false, false, true]);
    expect(await seen(stranger)).toEqual([false, false, false]);
    expect(await seen(sam, { placeId: cast.places.north.id })).toEqual([true, true, false]);
    expect(await seen(sam, { placeId: pier.id })).toEqual([false, false, false]);
    for (const [by, id, status] of [
      [sam, mine, 200],
      [olli, mine, 200],
      [otis, mine, 404],
      [piet, mine, 404],
      [stranger, atPier, 404],
    ] as const) {
      expect((await by.call(screening.record, { params: { id } })).status).toBe(status);
    }
    const details = await olli.get(screening.record, { params: { id: mine } });
    expect(details).toMatchObject({ scanner: 'olli', way: 'code', shown: 'green', mayUndo: true });
  });

  it('come page by page, newest first, each once', async () => {
    const one = await resident();
    const ids: string[] = [];
    for (let at = 1; at <= 5; at += 1) {
      clockAt(at * minute);
      ids.unshift((await check(piet, one, { siteId: pier.id })).id);
    }
    const found: string[] = [];
    let next: string | null | undefined;
    do {
      const body = { limit: 2, placeId: pier.id, ...(next && { after: next }) };
      const page = await piet.get(screening.records, { body });
      found.push(...page.items.map(({ id }) => id));
      next = page.next;
    } while (next && found.length < 20);
    expect(found.slice(0, 5)).toEqual(ids);
    expect(new Set(found).size).toBe(found.length);
  });
});
