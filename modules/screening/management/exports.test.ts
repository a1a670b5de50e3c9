import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { BodyOf } from '../../../platform/contract.ts';
import { placeScope } from '../../../platform/scope.ts';
import { addRole, type Cast, enrol, type StaffMember } from '../../../server/testing/cast.ts';
import { type Client, type Kit, startOfTests } from '../../../server/testing/kit.ts';
import { startRookeryKit } from '../../../server/testing/rookery.ts';
import { addPlace } from '../../places/public.ts';
import type { Programme } from '../../programmes/public.ts';
import { assignScanner, createStaff } from '../../staff/public.ts';
import { screening } from '../contract.ts';
import { exportFile } from './exports.ts';

const many = 4500;

let kit: Kit;
let cast: Cast;
let programme: Programme;

beforeAll(async () => {
  ({ kit, cast, programme } = await startRookeryKit());
  const { enrolmentId } = await enrol(kit, programme, { name: '王小明' });
  const { pool } = kit.database;
  for (const [code, parent, count] of [
    ['=gate', cast.places.north, many],
    ['pier', cast.places.south, 3],
  ] as const) {
    const { site, personId } = await kit.platform.transaction(null, async (tx) => {
      const placed = { parentId: parent.id, kind: 'site' as const, code, zh: code, en: code };
      const made = await addPlace(tx, placed);
      const hired = await createStaff(tx, { username: `s${made.id}`, name: 'Sam' });
      const given = { siteId: made.id, level: 'senior' as const, superior: null };
      await assignScanner(tx, { personId: hired.personId, ...given });
      return { site: made.id, personId: hired.personId };
    });
    await pool.query(
      `insert into checks (id, enrolment_id, site_id, scanner_id, way, checked_at, recorded_at,
         temperature, shown, colour, delete_on)
       select gen_random_uuid(), $1, $2, $3, 'code', t, t, 36.5, 'unconfirmed', 'green', '2022-03-01'
       from generate_series(1, $4::int) n, lateral (select timestamptz '2022-01-19' + n / 2 * interval '1 s') a (t)`,
      [enrolmentId, site, personId, count],
    );
  }
  await pool.query('analyze checks');
  await pool.query("insert into roles values ('taker', 'taker', 'taker')");
  await pool.query("insert into role_permissions values ('taker', 'check.export')");
});
beforeEach(() => kit.clock.set(startOfTests));
afterAll(() => kit.close());

const asked = (given: Partial<BodyOf<typeof screening.startExport>> = {}) => ({
  ...{ programmeId: programme.id, format: 'csv' as const, lang: 'en' as const, ...given },
});

const progressOf = (browser: Client, id: string) =>
  browser.get(screening.exportProgress, { params: { id } });

async function rowsFor(who: StaffMember, given = {}): Promise<string[]> {
  const browser = await kit.as(who);
  const { status, body } = await browser.call(screening.startExport, { body: asked(given) });
  if (status !== 200) return [`${status} ${body.code}`];
  const { raw } = await browser.call(screening.exportFile, { params: { id: body.id } });
  return raw
    .toString()
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
}

it('writes what is found, masked and inert, with who made it and when at its head', async () => {
  const rows = await rowsFor(cast.olga, { sort: 'oldest' });
  expect(rows).toHaveLength(many + 1);
  expect(rows[0]).toMatch(
    /^Checked .*,Name,Document number,Site,.*,"?Exported by Olga, 2022-01-20 17:00"?$/,
  );
  expect(rows[1]).toMatch(/^2022-01-19 13:00,王\*明,,'=gate,36.5,,Green,Not confirmed,,,Sam,/);
  const { rows: noted } = await kit.database.pool.query(
    "select place_id, details from audit_entries where action = 'checks.exported' order by id",
  );
  expect(noted.map(({ place_id, details }) => [place_id, details.rows, details.whole])).toEqual([
    [cast.places.north.id, undefined, undefined],
    [cast.places.north.id, many, true],
  ]);
});

it('reaches as far as checks are both seen and may be taken away', async () => {
  expect(await rowsFor(cast.rita)).toEqual(['403 forbidden']);
  expect(await rowsFor(cast.boris)).toHaveLength(4);
  expect(await rowsFor(cast.otto)).toHaveLength(many + 4);
  expect(await rowsFor(cast.ada, { name: '李' })).toHaveLength(1);
  // A reader of all who may take away what is of the south.
  const { personId } = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, {
      username: 'mixed',
      name: 'Mixed',
      role: 'reader',
      placeId: cast.places.station.id,
    }),
  );
  await addRole(kit, { personId }, 'taker', cast.places.south);
  expect(
    await rowsFor({ personId, realm: 'staff', app: 'console', username: 'mixed' }),
  ).toHaveLength(4);
});

it('goes on in a further sheet where one is full', async () => {
  const browser = await kit.as(cast.ada);
  const { id } = await browser.get(screening.startExport, { body: asked({ format: 'xlsx' }) });
  const actor = { ...cast.ada, kind: 'staff' as const, sessionId: randomUUID(), mustFinish: false };
  const scope = placeScope(cast.ada.personId, [cast.places.root.path]);
  const { stream } = await exportFile(kit.platform, actor, scope, { id, maxRows: 2000 });
  const { sheets } = await readXlsx(await buffer(stream));
  expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
    ['Checks', 2000],
    ['Checks_2', 2000],
    ['Checks_3', many + 3 - 2 * 1999 + 1],
  ]);
  for (const { rows } of sheets) {
    expect([rows[0]?.[1], rows[0]?.at(-1), rows[1]?.[1]]).toEqual([
      ...['Name', 'Exported by Ada, 2022-01-20 17:00', '王小明'],
    ]);
  }
  expect(await progressOf(browser, id)).toMatchObject({ state: 'done', rows: many + 3 });
});

it('stops when it is cancelled, before and while it is fetched', async () => {
  const browser = await kit.as(cast.ada);
  const start = async () => (await browser.get(screening.startExport, { body: asked() })).id;
  const early = await start();
  await browser.get(screening.cancelExport, { params: { id: early }, body: {} });
  const { status, body } = await browser.call(screening.exportFile, { params: { id: early } });
  expect([status, body]).toMatchObject([409, { code: 'export_gone' }]);
  expect((await progressOf(browser, early)).state).toBe('stopped');

  const late = await start();
  const actor = { ...cast.ada, kind: 'staff' as const, sessionId: randomUUID(), mustFinish: false };
  const scope = placeScope(cast.ada.personId, [cast.places.root.path]);
  const { stream } = await exportFile(kit.platform, actor, scope, { id: late, tellEvery: 0 });
  await once(stream, 'readable');
  stream.read(1);
  await browser.get(screening.cancelExport, { params: { id: late }, body: {} });
  await expect(buffer(stream)).rejects.toThrow();
  const stopped = await progressOf(browser, late);
  expect(stopped.state).toBe('stopped');
  expect(stopped.rows).toBeLessThan(many);
  expect(
    await browser.call(screening.cancelExport, { params: { id: randomUUID() }, body: {} }),
  ).toMatchObject({ status: 404 });
});

it('was cut off where it says nothing any more, and can be fetched anew', async () => {
  const browser = await kit.as(cast.ada);
  const { id } = await browser.get(screening.startExport, { body: asked() });
  // So its row stays when the server is killed.
  await kit.database.pool.query(
    "update check_exports set state = 'running', rows = 250, told_at = $2 where id = $1",
    [id, kit.clock.now()],
  );
  expect((await progressOf(browser, id)).state).toBe('running');
  expect((await browser.call(screening.exportFile, { params: { id } })).status).toBe(409);
  await kit.database.pool.query(
    "update check_exports set told_at = told_at - interval '6 minutes' where id = $1",
    [id],
  );
  expect(await progressOf(browser, id)).toMatchObject({ state: 'stopped', rows: 250 });
  expect((await browser.call(screening.exportFile, { params: { id } })).status).toBe(200);
  expect((await progressOf(browser, id)).state).toBe('done');
});

it('stops when whoever fetches it goes away, and is good for an hour', async () => {
  const browser = await kit.as(cast.ada);
  const start = async () => (await browser.get(screening.startExport, { body: asked() })).id;
  const id = await start();
  const actor = { ...cast.ada, kind: 'staff' as const, sessionId: randomUUID(), mustFinish: false };
  const scope = placeScope(cast.ada.personId, [cast.places.root.path]);
  const { stream } = await exportFile(kit.platform, actor, scope, { id });
  await once(stream, 'readable');
  stream.read(1);
  stream.destroy();
  await once(stream, 'close');
  await expect.poll(async () => (await progressOf(browser, id)).state).toBe('stopped');

  const old = await start();
  kit.clock.set('2022-01-20T05:00:01Z');
  const later = await kit.as(cast.ada);
  expect((await later.call(screening.exportFile, { params: { id: old } })).status).toBe(409);
});
