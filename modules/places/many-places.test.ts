import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Db } from '../../platform/database.ts';
import { placeScope } from '../../platform/scope.ts';
import { type Kit, startKit } from '../../server/testing/kit.ts';
import { addPlace, type PlaceRow } from './public.ts';
import { listChildPlaces, listTopPlaces, searchPlaces } from './queries-lists.ts';
import { lockMoves, updateParent } from './queries-move.ts';

/** What a page costs among 30,000 places: counted in rows that the database reads, not in time. */

let kit: Kit;
let root: PlaceRow;
let hundredth: PlaceRow;

const page = { lang: 'zh', after: undefined, limit: 51 } as const;
const within = ({ path }: PlaceRow) => placeScope('00000000-0000-0000-0000-000000000000', [path]);

beforeAll(async () => {
  kit = await startKit();
  root = await kit.platform.transaction(null, (tx) =>
    addPlace(tx, { parentId: null, kind: 'organisation', code: 'root', zh: '总', en: 'Head' }),
  );
  const { pool } = kit.database;
  await pool.query(
    `insert into places (parent_id, kind, code, name_zh, name_en, created_at)
     select $1, 'organisation', 'o' || n, '机构' || n, 'Organisation ' || n, now()
     from generate_series(1, 100) n`,
    [root.id],
  );
  await pool.query(
    `insert into places (parent_id, kind, code, name_zh, name_en, created_at, region_code)
     select o.id, 'site', o.code || '-' || n, '站点' || o.code || '-' || n, 'Site ' || n, now(),
       (220000 + n)::text
     from places o, generate_series(1, 300) n where o.parent_id = $1`,
    [root.id],
  );
  await pool.query('analyze places');
  const { rows } = await pool.query("select * from places where code = 'o100'");
  hundredth = rows[0];
});
afterAll(() => kit.close());

/** How many rows of places a query has the database read. */
async function rowsRead(
  query: (db: Db) => Promise<unknown[]>,
): Promise<[shown: number, read: number]> {
  return kit.platform.transaction(null, async ({ db }) => {
    // What the connection has read for other transactions is still among it.
    const read = async () => {
      const { rows } = await sql<{ read: number }>`
        select (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as read
        from pg_stat_xact_user_tables where relname = 'places'`.execute(db);
      return rows[0]?.read ?? 0;
    };
    const before = await read();
    const shown = await query(db);
    return [shown.length, (await read()) - before];
  });
}

it.each<[string, number, (db: Db) => Promise<unknown[]>]>([
  ['the highest', 1, (db) => listTopPlaces(db, within(root), undefined, page)],
  [
    'children',
    51,
    (db) => listChildPlaces(db, within(root), { parentId: hundredth.id, kind: undefined }, page),
  ],
  [
    'a later page of children',
    51,
    (db) =>
      listChildPlaces(
        db,
        within(root),
        { parentId: hundredth.id, kind: 'site' },
        {
          ...page,
          after: ['站点o100-150', 0],
        },
      ),
  ],
  ['everything, the first page', 51, (db) => searchPlaces(db, within(root), {}, page)],
  [
    'everything, a page far in',
    51,
    (db) => searchPlaces(db, within(root), {}, { ...page, after: ['站点o90-150', 0] }),
  ],
  [
    'a name',
    2,
    (db) =>
      searchPlaces(db, within(root), { text: '点o100-29', kind: 'site' }, { ...page, limit: 2 }),
  ],
  ['part of a code', 1, (db) => searchPlaces(db, within(root), { text: 'O37-111' }, page)],
  ['a division', 51, (db) => searchPlaces(db, within(root), { region: '220007' }, page)],
  ['all of one unit', 51, (db) => searchPlaces(db, within(hundredth), {}, page)],
  [
    'what stands below one',
    51,
    (db) => searchPlaces(db, within(root), { belowId: hundredth.id }, page),
  ],
  ['a name that nobody has', 0, (db) => searchPlaces(db, within(root), { text: '鲸鱼' }, page)],
  ['a common text', 51, (db) => searchPlaces(db, within(root), { text: '站点' }, page)],
  ['sites in use', 51, (db) => searchPlaces(db, within(root), { kind: 'site', open: true }, page)],
])('reads few rows for %s', async (_, count, query) => {
  const [shown, read] = await rowsRead(query);
  expect(shown).toBe(count);
  expect(read).toBeLessThan(3000);
});

it('moves a place with thousands below it, and nothing else', async () => {
  const { rows } = await kit.database.pool.query("select * from places where code = 'o1'");
  const first: PlaceRow = rows[0];
  await kit.platform.transaction(null, async ({ db }) => {
    await lockMoves(db);
    await updateParent(db, first.id, hundredth.id);
  });
  const at = `${hundredth.path}${first.id}/`;
  const below = await kit.database.pool.query(
    `select count(*)::int as moved, (count(*) filter (where path = $1 || id || '/'))::int as right
     from places where path like $1 || '%' and path <> $1`,
    [at],
  );
  expect(below.rows).toEqual([{ moved: 300, right: 300 }]);
});
