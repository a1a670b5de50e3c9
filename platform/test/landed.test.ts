import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Migration, migrate, openDatabase } from '../database.ts';
import { makeDatabase } from './cluster.ts';
import { compareWays, findEdits, readLanded, recordLanded } from './landed.ts';
import { differences } from './schema.ts';

const herds: Migration = {
  name: 'herds/20220101-herds.sql',
  sql: `create table files (id uuid primary key, sha256 text);
    create table herds (id bigint generated always as identity primary key, name text not null);`,
};
const penguins: Migration = {
  name: 'penguins/20220101-penguins.sql',
  sql: `create table penguins (id bigint generated always as identity primary key,
    herd bigint not null references herds, weight int);`,
};
const landed = [herds, penguins];

/** Migrations that came later; in the order of modules, those of herds are applied before penguins. */
const later = (module: 'herds' | 'penguins', sql: string): Migration => ({
  name: `${module}/20220202-later.sql`,
  sql,
});

let folder: string;
let record: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'anxing-landed-test-'));
  record = join(folder, 'record');
  const { connection, drop } = await makeDatabase(inject('database'));
  const { pool, close } = openDatabase(connection, { max: 2 });
  await migrate(pool, landed);
  await pool.query(`insert into herds (name) values ('north'), ('south');
    insert into penguins (herd, weight) values (1, 12), (2, null)`);
  const keysFile = join(folder, 'keys.json');
  writeFileSync(keysFile, '{}');
  const parts = { pool, keysFile, filesFolder: join(folder, 'files') };
  await recordLanded(record, parts, [herds]);
  await recordLanded(record, parts, landed);
  await close();
  await drop();
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the record of a landed state', () => {
  it('names its migrations in their order, and is replaced as a whole', async () => {
    expect((await readLanded(record)).map(({ name }) => name)).toEqual(landed.map((m) => m.name));
    expect(existsSync(join(record, 'copy', 'manifest.json'))).toBe(true);
  });

  it('refuses a line that it does not understand', async () => {
    const broken = mkdtempSync(join(folder, 'broken-'));
    writeFileSync(join(broken, 'migrations.txt'), '<<<<<<< HEAD\n');
    await expect(readLanded(broken)).rejects.toThrow('HEAD');
  });
});

describe('landed migrations', () => {
  const more = later('penguins', 'alter table penguins add column age int');

  it.each<[string, Migration[], RegExp | undefined]>([
    ['are left alone', landed, undefined],
    ['get new ones after them', [herds, later('herds', ''), penguins, more], undefined],
    ['of a new module come first', [{ name: 'eggs/1.sql', sql: '' }, ...landed], undefined],
    ['are edited', [{ ...herds, sql: `${herds.sql} ` }, penguins], /^herds\S+ has.*edited$/],
    ['are removed', [herds], /^penguins\S+ has landed and was removed$/],
    ['are renamed', [herds, { ...penguins, name: 'penguins/2.sql' }], /^penguins\S+ has.*removed$/],
    ['change places', [penguins, herds], /^herds\S+ has landed and is applied at another place/],
    ['get a new one before them', [{ ...more, name: 'herds/2021.sql' }, ...landed], /^herds\/2021/],
  ])('that %s are told apart', async (_, migrations, complaint) => {
    const edits = findEdits(await readLanded(record), migrations);
    expect(edits).toHaveLength(complaint ? 1 : 0);
    if (complaint) expect(edits[0]).toMatch(complaint);
  });
});

describe('both ways to a schema', () => {
  const compare = async (migrations: Migration[]) => {
    const { grown, fresh } = await compareWays(inject('database'), record, migrations);
    return differences(grown, fresh);
  };

  it('end alike when new migrations do the same in both', async () => {
    const fill = `alter table penguins add column age int; update penguins set age = 1;
      alter table penguins alter column age set not null;`;
    const index = 'create index herds_name on herds (name)';
    expect(
      await compare([herds, later('herds', index), penguins, later('penguins', fill)]),
    ).toEqual([]);
  });

  it.each<[string, Migration, RegExp]>([
    [
      'depends on a table that a new installation gets later',
      later(
        'herds',
        "do $$ begin if to_regclass('penguins') is not null then " +
          'alter table penguins add column age int; end if; end $$',
      ),
      /penguins\.age/,
    ],
    [
      'depends on the rows that it finds',
      later(
        'penguins',
        'do $$ begin if exists (select from penguins where weight is null) then ' +
          'create index light on penguins (weight); else create index heavy on penguins (weight); ' +
          'end if; end $$',
      ),
      /light(.|\n)*heavy/,
    ],
  ])('differ when a new migration %s', async (_, migration, told) => {
    const before = migration.name.startsWith('herds')
      ? [herds, migration, penguins]
      : [...landed, migration];
    expect((await compare(before)).join('\n')).toMatch(told);
  });

  it('do not both exist when a new migration fails on the rows that are there', async () => {
    const strict = later('penguins', 'alter table penguins alter column weight set not null');
    await expect(compare([...landed, strict])).rejects.toThrow('contains null values');
  });

  it('do not both exist when a migration was edited', async () => {
    const edited = { ...herds, sql: herds.sql.replace('not null', '') };
    await expect(compare([edited, penguins])).rejects.toThrow('herds/20220101-herds.sql');
  });
});
