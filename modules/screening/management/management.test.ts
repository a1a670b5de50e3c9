import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BodyOf, PermissionName, ResponseOf } from '../../../platform/contract.ts';
import { addRole, type Cast, enrol, type Participant } from '../../../server/testing/cast.ts';
import { asIdentifier, newDocument } from '../../../server/testing/documents.ts';
import { type Client, type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { startRookeryKit } from '../../../server/testing/rookery.ts';
import { addPlace, type PlaceRow } from '../../places/public.ts';
import type { Programme } from '../../programmes/public.ts';
import { assignScanner, createStaff } from '../../staff/public.ts';
import { screening } from '../contract.ts';
import { spanOf } from './rules.ts';
import { findPage } from './search.ts';

/** The station has a gate and a lodge in the north, and a pier in the south; checks are told by their remarks. */
let kit: Kit;
let cast: Cast;
let programme: Programme;
const sites: Record<string, PlaceRow> = {};
const scanners: Record<string, string> = {};
const clients: Record<string, Client> = {};
const people: Record<string, Participant> = {};
const document = newDocument();
const ids = new Map<string, string>();

beforeAll(async () => {
  ({ kit, cast, programme } = await startRookeryKit());
  const { root, station, north, south } = cast.places;
  await kit.platform.transaction(null, async (tx) => {
    const site = (code: string, { id: parentId }: PlaceRow) =>
      addPlace(tx, { parentId, kind: 'site', code, zh: code, en: code });
    for (const [code, parent] of [
      ...[['gate', north] as const, ['lodge', north] as const, ['pier', south] as const],
    ]) {
      sites[code] = await site(code, parent);
    }
    for (const [name, at] of [['sam', 'gate'] as const, ['piet', 'pier'] as const]) {
      const { personId } = await createStaff(tx, { username: name, name });
      const siteId = sites[at]?.id ?? 0;
      await assignScanner(tx, { personId, siteId, level: 'senior', superior: null });
      scanners[name] = personId;
    }
    const lodge = { siteId: sites.lodge?.id ?? 0, level: 'ordinary' as const, superior: null };
    await assignScanner(tx, { personId: scanners.sam ?? '', ...lodge });
    const piet = { personId: scanners.piet ?? '', level: 'ordinary' as const, superior: null };
    await assignScanner(tx, { ...piet, siteId: sites.gate?.id ?? 0 });
  });
  people.wang = await enrol(kit, programme, {
    name: '王小明',
    identifiers: [{ kind: 'card', value: 'P7001' }, asIdentifier(document)],
  });
  people.wangWei = await enrol(kit, programme, { name: '王伟' });
  people.li = await enrol(kit, programme, { name: '李王' });
  people.anna = await enrol(kit, programme, { name: 'Anna Wang' });
  await check('one', { site: 'gate', by: 'sam', who: 'wang', at: '2022-01-20T03:00:00Z' });
  await check('two', { site: 'gate', by: 'piet', who: 'li', at: '2022-01-20T03:00:00Z' });
  await check('three', { site: 'lodge', by: 'sam', who: 'wangWei', at: '2022-01-20T03:00:01Z' });
  await check('four', { site: 'pier', by: 'piet', who: 'anna', at: '2022-01-19T11:00:00Z' });
  await check('five', { site: 'pier', by: 'piet', who: 'wang', at: '2022-01-19T10:59:00Z' });
  await kit.database.pool.query(`update checks set undone_at = $1 where id = $2`, [
    startOfTests,
    ids.get('five'),
  ]);
  const other = await kit.platform.transaction(null, (tx) =>
    addPlace(tx, { parentId: null, kind: 'organisation', code: 'far', zh: '远', en: 'Far' }),
  );
  await role('own_only', ['check.read_own']);
  await role('all_only', ['check.read']);
  await role('taker', ['check.export']);
  const member = async (name: string, ...held: (readonly [string, PlaceRow])[]) => {
    const { personId } = await kit.platform.transaction(null, (tx) =>
      createStaff(tx, { username: name, name }),
    );
    for (const [code, place] of held) await addRole(kit, { personId }, code, place);
    clients[name] = await kit.as({ personId, realm: 'staff', app: 'console' });
  };
  await member('above', ['reader', root]);
  await member('station', ['reader', station]);
  await member('north', ['organiser', north]);
  await member('south', ['reader', south]);
  await member('gate', ['all_only', sites.gate as PlaceRow]);
  await member('foreign', ['administrator', other]);
  await member('nobody');
  await member('mixed', ['reader', station], ['taker', north]);
  await member('takerAlone', ['taker', station]);
  await member('health', ['health_authority', station]);
  await member('patchy', ['reader', north], ['health_authority', sites.gate as PlaceRow]);
  for (const [name, place] of [['sam', north] as const, ['piet', station] as const]) {
    await addRole(kit, { personId: scanners[name] ?? '' }, 'own_only', place);
    const personId = scanners[name] ?? '';
    clients[`${name}, own only`] = await kit.as({ personId, realm: 'staff', app: 'console' });
  }
});
beforeEach(() => kit.clock.set(startOfTests));
afterAll(() => kit.close());

async function role(code: string, permissions: PermissionName[]): Promise<void> {
  const { pool } = kit.database;
  await pool.query('insert into roles values ($1, $1, $1)', [code]);
  await pool.query('insert into role_permissions select $1, unnest($2::text[])', [
    code,
    permissions,
  ]);
}

type Given = { site: string; by: string; who: string; at: string; more?: object };

async function check(remark: string, { site, by, who, at, more = {} }: Given): Promise<void> {
  const id = randomUUID();
  ids.set(remark, id);
  const row = {
    ...{ id, enrolment_id: people[who]?.enrolmentId, site_id: sites[site]?.id },
    ...{
      scanner_id: scanners[by],
      way: 'code',
      checked_at: at,
      recorded_at: at,
      temperature: 36.5,
    },
    ...{ remark, shown: 'green', colour: 'green', delete_on: '2022-03-01', ...more },
  };
  const names = Object.keys(row);
  await kit.database.pool.query(
    `insert into checks (${names}) values (${names.map((_, nth) => `$${nth + 1}`)})`,
    Object.values(row),
  );
}

type Body = BodyOf<typeof screening.managed>;
type Page = ResponseOf<typeof screening.managed>;

const find = (who: string, given: Partial<Body> = {}) =>
  (clients[who] as Client).call(screening.managed, {
    body: { programmeId: programme.id, ...given },
  });

const told = ({ items }: Page) =>
  items.map(({ id }) => [...ids].find(([, each]) => each === id)?.[0]);

async function found(who: string, given: Partial<Body> = {}) {
  const { status, body } = await find(who, given);
  return status === 200 ? told(body).sort().join(' ') : `${status} ${body.code}`;
}

describe('who sees which', () => {
  it.each([
    ['above', 'five four one three two'],
    ['station', 'five four one three two'],
    ['north', 'one three two'],
    ['south', 'five four'],
    ['gate', 'one two'],
    ['sam, own only', 'one three'],
    ['piet, own only', 'five four two'],
    ['foreign', '404 not_found'],
    ['nobody', '403 forbidden'],
    ['takerAlone', '403 forbidden'],
  ])('%s: %s', async (who, seen) => {
    expect(await found(who)).toBe(seen);
    // One by one it is the same.
    for (const [remark, id] of [...ids].slice(0, 5)) {
      const { status } = await (clients[who] as Client).call(screening.managedCheck, {
        params: { id },
      });
      const isShut = seen === '403 forbidden';
      expect([remark, status]).toEqual([remark, isShut ? 403 : seen.includes(remark) ? 200 : 404]);
    }
  });

  it('is narrowed by a place within what is seen alone', async () => {
    const [gate, pier] = [sites.gate?.id ?? 0, sites.pier?.id ?? 0];
    expect(await found('station', { placeId: cast.places.north.id })).toBe('one three two');
    expect(await found('station', { placeId: gate })).toBe('one two');
    expect(await found('sam, own only', { placeId: gate })).toBe('one');
    expect(await found('north', { placeId: pier })).toBe('404 not_found');
  });

  it('shows names and numbers masked, unless somebody may see them whole there', async () => {
    const shown = async (who: string) => {
      const { body } = await find(who, { name: '王' });
      return body.items.map(({ name, document: number, whole }) => [name, number, whole]);
    };
    const { number } = document;
    const masked = expect.not.stringContaining(number);
    expect(await shown('health')).toEqual([
      ['王伟', null, true],
      ['王小明', number, true],
      ['王小明', number, true],
    ]);
    expect(await shown('station')).toEqual([
      ['王*', null, false],
      ['王*明', masked, false],
      ['王*明', masked, false],
    ]);
    // At the gate alone.
    expect(await shown('patchy')).toEqual([
      ['王*', null, false],
      ['王小明', number, true],
    ]);
  });
});

describe('what is looked for', () => {
  it.each<[string, Partial<Body>, string]>([
    ['the beginning of a name', { name: '王' }, 'five one three'],
    ['more of it', { name: '王小' }, 'five one'],
    ['letters in any case', { name: 'anna w' }, 'four'],
    ['no part of it', { name: 'Wang' }, ''],
    ['nobody', { name: '%' }, ''],
    ['who undid it', { undone: true }, 'five'],
    ['what was not undone', { undone: false, name: '王' }, 'one three'],
    ['a colour', { colour: 'red' }, ''],
    ['high temperatures', { high: true }, ''],
    // The clocks in the south are thirteen hours ahead of the figures above.
    ['from a minute on', { from: '2022-01-20T00:00' }, 'four one three two'],
    ['to a minute', { to: '2022-01-19T23:59' }, 'five'],
    ['within a minute', { from: '2022-01-20T16:00', to: '2022-01-20T16:00' }, 'one three two'],
  ])('%s', async (_, given, seen) => {
    expect(await found('station', given)).toBe(seen);
  });

  it('is found by whatever document has the number, and the look names the person', async () => {
    expect(await found('station', { document: ` ${document.number.toLowerCase()} ` })).toBe(
      'five one',
    );
    expect(await found('north', { document: document.number })).toBe('one');
    expect(await found('station', { document: newDocument().number })).toBe('');
    const { rows } = await kit.database.pool.query(
      `select action, person_id, details from audit_entries
       where action in ('check.searched', 'checks.listed') order by id desc limit 3`,
    );
    expect(rows.map(({ person_id }) => person_id)).toEqual([
      ...[null, people.wang?.personId, people.wang?.personId],
    ]);
    expect(JSON.stringify(rows)).not.toContain(document.number);
  });

  it.each([
    [{ from: '2022-02-30T00:00' }, 'from'],
    [{ to: '2022-01-20T24:00' }, 'to'],
    [{ from: '2022-01-20T00:01', to: '2022-01-20T00:00' }, 'to'],
    [{ jumpTo: '2022-13-01T00:00' }, 'jumpTo'],
    [{ document: '?' }, 'document'],
    [{ after: Buffer.from('["now","x"]').toString('base64url') }, 'after'],
  ])('says at its field what cannot be: %j', async (given, path) => {
    const { status, body } = await find('station', given);
    expect([status, body.fields?.[0]?.path]).toEqual([422, path]);
  });
});

describe('paging', () => {
  it.each(['newest', 'oldest'] as const)('%s first, both ways over equal times', async (sort) => {
    const order = ['one', 'two'].sort((a, b) => ((ids.get(a) ?? '') < (ids.get(b) ?? '') ? -1 : 1));
    const oldest = ['five', 'four', ...order, 'three'];
    const whole = sort === 'oldest' ? oldest : oldest.toReversed();
    for (const who of ['above', 'piet, own only']) {
      const all = told((await find(who, { sort })).body);
      const expected = whole.filter((remark) => all.includes(remark));
      expect(all).toEqual(expected);
      const seen: (string | undefined)[] = [];
      let page = (await find(who, { sort, limit: 1 })).body;
      expect(page.previous).toBeNull();
      for (;;) {
        seen.push(...told(page));
        if (page.next === null) break;
        page = (await find(who, { sort, limit: 1, after: page.next })).body;
      }
      expect(seen).toEqual(expected);
      const back = told(page);
      while (page.previous !== null) {
        page = (await find(who, { sort, limit: 1, before: page.previous })).body;
        back.unshift(...told(page));
      }
      expect(back).toEqual(expected);
    }
  });

  it('jumps to a time, and goes on both ways from there', async () => {
    const jumpTo = '2022-01-20T00:00';
    const { body } = await find('above', { jumpTo, limit: 1 });
    expect(told(body)).toEqual(['four']);
    const newer = await find('above', { limit: 10, before: body.previous as string });
    expect(told(newer.body).toSorted()).toEqual(['one', 'three', 'two']);
    expect(newer.body.previous).toBeNull();
    const oldest = (await find('above', { jumpTo, limit: 1, sort: 'oldest' })).body;
    expect(told(oldest)).toEqual(['four']);
  });

  /** Checks of Li, one each second, before all others. */
  async function addOldChecks(count: number): Promise<void> {
    await kit.database.pool.query(
      `insert into checks (id, enrolment_id, site_id, scanner_id, way, checked_at, recorded_at,
         temperature, shown, colour, delete_on)
       select gen_random_uuid(), $1, $2, $3, 'code', t, t, 36.5, 'green',
         case when n = 1 then 'grey' else 'green' end, '2022-03-01'
       from generate_series(1, $4) n, lateral (select timestamptz '2022-01-01' + n * interval '1 s') a (t)`,
      [people.li?.enrolmentId, sites.gate?.id, scanners.sam, count],
    );
  }

  it('finds a name among the checks that are gone through as it does person by person', async () => {
    await addOldChecks(1_000);
    try {
      const { body } = await find('above', { name: '王', sort: 'oldest' });
      const everywhere = { readerId: randomUUID(), everywhere: true, all: [], own: [] };
      const wanted = {
        readable: everywhere,
        span: spanOf({}, 'UTC'),
        name: '王',
        newestFirst: false,
      };
      const { rows } = await findPage(
        kit.platform,
        {
          reach: { all: ['/'], own: [], unmask: [] },
          ...{ wanted: { programmeId: programme.id, ...wanted }, people: null },
        },
        { after: null, limit: 3 },
      );
      expect(body.items).toHaveLength(3);
      expect(rows.map(({ id }) => id)).toEqual(body.items.map(({ id }) => id));
    } finally {
      await kit.database.pool.query('delete from checks where checked_at < $1', ['2022-01-10']);
    }
  });

  it('goes through no more checks than a page may cost, and goes on from there', async () => {
    await addOldChecks(21_000);
    try {
      for (const who of ['above', 'gate']) {
        const first = (await find(who, { colour: 'grey' })).body;
        expect([first.items.length, typeof first.searchedTo]).toEqual([0, 'string']);
        const second = (await find(who, { colour: 'grey', after: first.next as string })).body;
        expect([second.items.length, second.next, second.searchedTo]).toEqual([1, null, null]);
      }
    } finally {
      await kit.database.pool.query('delete from checks where checked_at < $1', ['2022-01-10']);
    }
  });
});

it('tells how often somebody of one’s places was checked at these, and notes the look', async () => {
  const { personId = '', enrolmentId = 0 } = people.wang ?? {};
  const ask = (by: string) =>
    clients[by]?.call(screening.personChecks, { params: { enrolmentId } });
  expect((await ask('station'))?.body).toEqual({ count: 1, last: '2022-01-20T03:00:00.000Z' });
  expect((await ask('north'))?.status).toBe(200);
  // Whose unit is elsewhere is nobody's there, and undone checks are none.
  expect([(await ask('south'))?.status, (await ask('nobody'))?.status]).toEqual([404, 403]);
  const { rows } = await kit.database.pool.query(
    "select from audit_entries where action = 'checks.viewed' and person_id = $1",
    [personId],
  );
  expect(rows).toHaveLength(2);
});
