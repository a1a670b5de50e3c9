import { randomUUID } from 'node:crypto';
import type { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Db } from '../../platform/database.ts';
import { type PlaceScope, placeScope } from '../../platform/scope.ts';
import { type Cast, gather } from '../../server/testing/cast.ts';
import { type Kit, startKit } from '../../server/testing/kit.ts';
import { type AuditFilter, listEntries } from './queries-entries.ts';

/** Reads of the trail touch about as many rows as they show, however many there are. */

const entries = 200_000;
const sites = 500;

let kit: Kit;
let cast: Cast;
/** Below the station: its sites share a tenth of all entries, the rest is elsewhere. */
let station: PlaceScope;
let root: PlaceScope;
const person = randomUUID();

beforeAll(async () => {
  kit = await startKit();
  cast = await gather(kit);
  station = placeScope(cast.ada.personId, [cast.places.station.path]);
  root = placeScope(cast.ada.personId, [cast.places.root.path]);
  const { pool } = kit.database;
  await pool.query(
    `insert into places (parent_id, kind, code, name_zh, name_en, created_at)
     select $1, 'site', 'site-' || n, 'S', 'S', now() from generate_series(1, $2::int) n`,
    [cast.places.station.id, sites],
  );
  await pool.query(
    `insert into audit_entries (at, actor_id, app, action, kind, place_id)
     select timestamptz '2020-01-01' + n * interval '1 minute',
       case when n % 1000 = 0 then $2::uuid else gen_random_uuid() end, 'console',
       case when n % 50000 = 0 then 'roster.exported' else 'person.viewed' end,
       case when n % 50000 = 0 then 'exported' else 'looked' end,
       case when n % 10 = 0 then (select id from places where code = 'site-' || 1 + n % $3::int) else $4::bigint end
     from generate_series(1, $1::int) n`,
    [entries, cast.olga.personId, sites, cast.places.root.id],
  );
  await pool.query(
    `insert into audit_subjects (entry_id, person_id, at)
     select id, case when id % 2000 = 0 then $1::uuid else gen_random_uuid() end, at from audit_entries`,
    [person],
  );
  await pool.query('analyze audit_entries, audit_subjects, places');
}, 120_000);
afterAll(() => kit.close());

type Node = {
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Relation Name'?: string;
  Plans?: Node[];
};

/** How many rows of the trail a plan touched, those that it threw away included. */
function touched(node: Node): number {
  const own = ['audit_entries', 'audit_subjects'].includes(node['Relation Name'] ?? '')
    ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
    : 0;
  return own + (node.Plans ?? []).reduce((sum, plan) => sum + touched(plan), 0);
}

/** Runs a read and explains each of its statements beside. */
async function explained(scope: PlaceScope, filter: Partial<AuditFilter>) {
  const { db } = kit.platform;
  const plans: number[] = [];
  const watching = db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => result,
  });
  const run = watching.getExecutor();
  const seen: CompiledQuery[] = [];
  const spy = Object.create(watching, {
    getExecutor: {
      value: () =>
        new Proxy(run, {
          get(target, name) {
            const value = Reflect.get(target, name);
            if (name !== 'executeQuery')
              return typeof value === 'function' ? value.bind(target) : value;
            return (query: CompiledQuery) => {
              seen.push(query);
              return target.executeQuery(query);
            };
          },
        }),
    },
  }) as Db;
  const rows = await listEntries(spy, scope, {
    ...{ since: null, until: null, before: undefined, limit: 51, everything: scope === root },
    ...filter,
  });
  for (const { sql: text, parameters } of seen) {
    const { rows: answer } = await kit.database.pool.query(
      `explain (analyze, format json) ${text}`,
      parameters as unknown[],
    );
    plans.push(touched(answer[0]['QUERY PLAN'][0].Plan));
  }
  return { rows, touched: plans.reduce((sum, each) => sum + each, 0) };
}

const day = (text: string) => new Date(`${text}T00:00:00Z`);

it.each([
  ['the first page', 'root', {}, 51],
  ['a page far in', 'root', { before: { at: day('2020-02-01'), id: 40_000 } }, 51],
  ['what is rare', 'root', { action: 'roster.exported' }, 4],
  ['a rare kind', 'root', { kind: 'exported' }, 4],
  ['days long ago', 'root', { since: day('2020-01-10'), until: day('2020-01-11') }, 51],
  ['an actor', 'root', { actorId: 'olga' }, 51],
  ['an actor and a kind', 'root', { actorId: 'olga', kind: 'exported' }, 4],
  ['a person', 'root', { personId: person }, 51],
  ['a person and an action', 'root', { personId: person, action: 'person.viewed' }, 51],
  ['places', 'station', {}, 51],
  ['places, far in', 'station', { before: { at: day('2020-02-01'), id: 40_000 } }, 51],
  ['places and a rare action', 'station', { action: 'roster.exported' }, 4],
  ['places and a rare kind', 'station', { kind: 'exported' }, 4],
  ['places and days', 'station', { since: day('2020-01-10'), until: day('2020-01-11') }, 51],
  ['places and an actor', 'station', { actorId: 'olga' }, 51],
  ['an action of another kind', 'station', { kind: 'changed', action: 'roster.exported' }, 0],
] as const)('of %s are bounded', async (_, where, filter, expected) => {
  const actor = 'actorId' in filter ? { actorId: cast.olga.personId } : {};
  const result = await explained(where === 'root' ? root : station, { ...filter, ...actor });
  expect(result.rows).toHaveLength(expected);
  expect(result.rows.map(({ at }) => at.getTime())).toEqual(
    result.rows.map(({ at }) => at.getTime()).toSorted((a, b) => b - a),
  );
  // Three thousand of the newest, or one look for each place and a page of each of those that come into question.
  expect(result.touched).toBeLessThan(where === 'root' ? 1_000 : sites + 12_000);
});

it('finds whatever an older release had called it', async () => {
  await kit.database.pool.query(
    `insert into audit_entries (at, actor_id, app, action, kind) values (now(), $1, 'console', 'moon.viewed', 'looked')`,
    [cast.zelda.personId],
  );
  const { rows } = await explained(root, { actorId: cast.zelda.personId, kind: 'looked' });
  expect(rows.map(({ action }) => action)).toEqual(['moon.viewed']);
});

it('takes the oldest out by bounded pieces', async () => {
  const { rows } = await kit.database.pool.query(
    `explain (analyze, format json) select id from audit_entries where at < $1 order by at, id limit 1000`,
    [day('2020-03-01')],
  );
  expect(touched(rows[0]['QUERY PLAN'][0].Plan)).toBe(1_000);
});
