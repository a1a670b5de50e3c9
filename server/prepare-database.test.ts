import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { ConfigError, readConfig } from '../platform/config.ts';
import { type Migration, migrate, openDatabase } from '../platform/database.ts';
import { temporaryFolder } from '../platform/embedded-account.ts';
import type { Mode } from '../platform/installation.ts';
import { makeDatabase } from '../platform/test/cluster.ts';
import { openInstallation } from './open.ts';
import { prepareDatabase, recordMode } from './prepare-database.ts';
import { earlier, leaveEarlierFolder } from './testing/earlier.ts';

const edited: Migration[] = [
  {
    name: 'herd/1.sql',
    sql: `
      create table installation (one boolean primary key default true, mode text not null,
        created_at timestamptz not null);
      create type colour as enum ('black', 'white', 'blue');
      create table penguin (colour colour);`,
  },
];

let folder: string;
let open: (() => Promise<void>)[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(temporaryFolder(), 'anxing-prepare-test-'));
  chmodSync(folder, 0o711);
});
afterEach(async () => {
  for (const close of open) await close();
  open = [];
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A database of an earlier version with a data folder; `mode` is what it says of itself, if it does. */
async function databaseOf(mode?: Mode) {
  const { name, connection, drop } = await makeDatabase(inject('database'));
  const { pool, close } = openDatabase(connection, { max: 3 });
  open.push(() => close().then(drop));
  await migrate(pool, earlier);
  const dataDir = join(folder, name);
  mkdirSync(join(dataDir, 'files'), { recursive: true });
  writeFileSync(join(dataDir, 'files', 'photo'), 'photo');
  const config = (asked: Mode) => ({ mode: asked, dataDir, databaseUrl: 'postgres://somewhere' });
  if (mode) await recordMode(config(mode), pool, new Date('2022-01-20T04:00:00Z'));
  return { pool, config, hasPhoto: () => existsSync(join(dataDir, 'files', 'photo')) };
}

/** Names of everything that was made in the database. */
async function contents(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `with spaces as (
       select oid from pg_namespace where nspname !~ '^pg_(catalog|toast)|^information_')
     select 'class ' || oid::regclass as name from pg_class
      where relnamespace in (select oid from spaces)
     union all select 'routine ' || oid::regprocedure from pg_proc
      where pronamespace in (select oid from spaces)
     union all select 'type ' || oid::regtype from pg_type
      where typnamespace in (select oid from spaces)
     order by 1`,
  );
  return rows.map(({ name }) => name);
}

describe('a demo of another version', () => {
  it.each([
    ['has an edited migration', edited],
    [
      'has a migration that is not known here',
      [{ name: 'flock/1.sql', sql: edited[0]?.sql ?? '' }],
    ],
  ])('that %s is made anew, whole, and said in one line', async (_, migrations) => {
    const { pool, config, hasPhoto } = await databaseOf('demo');
    await pool.query('create extension pg_trgm');
    await pool.query('create schema other; create table other.note as select 1 as n');
    const notice = await prepareDatabase(config('demo'), pool, migrations);
    expect(notice).toMatch(/^[^\n]*the database[^\n]*made anew\.$/);
    const left = (await contents(pool)).filter((name) => !/gtrgm|similar|trgm|limit/.test(name));
    expect(left).toEqual([
      'class installation',
      'class installation_pkey',
      'class migrations',
      'class migrations_pkey',
      'class other.note',
      'class penguin',
      'type colour',
      'type colour[]',
      'type installation',
      'type installation[]',
      'type migrations',
      'type migrations[]',
      'type other.note',
      'type other.note[]',
      'type penguin',
      'type penguin[]',
    ]);
    const { rows } = await pool.query("select similarity('an', 'an') as alike, null as mode");
    expect(rows).toEqual([{ alike: 1, mode: null }]);
    expect(hasPhoto()).toBe(false);
    expect(await prepareDatabase(config('demo'), pool, migrations)).toBeUndefined();
  });

  it('stays as it was when making it anew fails', async () => {
    const { pool, config } = await databaseOf('demo');
    const before = await contents(pool);
    const broken = [...edited, { name: 'herd/2.sql', sql: 'create nonsense' }];
    await expect(prepareDatabase(config('demo'), pool, broken)).rejects.toThrow('nonsense');
    expect(await contents(pool)).toEqual(before);
  });

  it('is made anew once when two servers start at once', async () => {
    const { pool, config } = await databaseOf('demo');
    const notices = await Promise.all(
      [1, 2].map(() => prepareDatabase(config('demo'), pool, edited)),
    );
    expect(notices.filter(Boolean)).toHaveLength(1);
  });

  it('is not touched by a start that asks for a real installation', async () => {
    const { pool, config, hasPhoto } = await databaseOf('demo');
    await refused(prepareDatabase(config('real'), pool, edited), /demo installation/);
    expect((await pool.query('select card from penguin')).rows).toEqual([{ card: 'P0001' }]);
    expect(hasPhoto()).toBe(true);
  });

  it('is left to a server that still uses it, after a while', async () => {
    const { pool, config, hasPhoto } = await databaseOf('demo');
    const other = await pool.connect();
    await other.query('begin; select from penguin');
    await refused(prepareDatabase(config('demo'), pool, edited), /still uses it/);
    await other.query('commit');
    other.release();
    expect((await pool.query('select card from penguin')).rows).toEqual([{ card: 'P0001' }]);
    expect(hasPhoto()).toBe(true);
  });

  it('is brought forward instead when it only lacks what came since', async () => {
    const { pool, config, hasPhoto } = await databaseOf('demo');
    const later = [
      ...earlier,
      { name: 'herd/2.sql', sql: 'alter table penguin add column age int' },
    ];
    expect(await prepareDatabase(config('demo'), pool, later)).toBeUndefined();
    expect((await pool.query('select card, age from penguin')).rows).toEqual([
      { card: 'P0001', age: null },
    ]);
    expect(hasPhoto()).toBe(true);
  });
});

describe('what is no demo', () => {
  it.each<[string, Mode | undefined, Mode]>([
    ['a real installation', 'real', 'real'],
    ['a real installation, asked for as a demo', 'real', 'demo'],
    ['a database that does not say what it is', undefined, 'demo'],
  ])('is refused in one line and not touched: %s', async (_, held, asked) => {
    const { pool, config, hasPhoto } = await databaseOf(held);
    const before = await contents(pool);
    const refusal = prepareDatabase(config(asked), pool, edited);
    await refused(refusal, /^What the database holds.*herd\/1\.sql.*Nothing was touched\./);
    expect(await contents(pool)).toEqual(before);
    expect((await pool.query('select card from penguin')).rows).toEqual([{ card: 'P0001' }]);
    expect((await pool.query('select sha256 from migrations')).rowCount).toBe(1);
    expect(hasPhoto()).toBe(true);
  });

  it('is refused also when the mode itself cannot be read', async () => {
    const { pool, config } = await databaseOf();
    await pool.query('alter table installation rename column mode to kind');
    await refused(prepareDatabase(config('demo'), pool, edited), /no demo/);
  });
});

describe('an embedded database', () => {
  // That of a demo is filled anew: tried in `copying.test.ts`, which needs a filled one anyway.
  it('of a real installation is refused at every start', async () => {
    const silent = { info: () => {}, error: () => {} };
    const settings = { ANXING_DATA: join(folder, 'real'), DATABASE_URL: '', PORT: '0' };
    await leaveEarlierFolder(readConfig(settings, ['--empty']));
    const config = readConfig(settings, []);
    expect(config.mode).toBe('real');
    for (const _ of [1, 2]) await refused(openInstallation(config, silent), /written by another/);
    expect(existsSync(join(config.dataDir, 'files', 'photo'))).toBe(true);
  });
});

async function refused(work: Promise<unknown>, why: RegExp): Promise<void> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ConfigError);
  expect((error as Error).message).toMatch(why);
  expect((error as Error).message).not.toContain('\n');
}
