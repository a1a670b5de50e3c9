import { createHash } from 'node:crypto';
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { getConstructionPlans } from 'pg-boss';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type Migration, migrate } from './database.ts';
import { pathIn } from './files.ts';
import { type Installation, readInstallation } from './installation.ts';
import { checkCopy, restoreInstallation } from './restoring.ts';
import { type InstallationParts, saveInstallation } from './saving.ts';

/** Every kind of thing a table may hold that a careless copy would lose. */
const migrations: Migration[] = [
  {
    name: 'test/1-tables.sql',
    sql: `
      CREATE TABLE files (id uuid PRIMARY KEY, sha256 text);
      CREATE TABLE herd (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name text NOT NULL,
        leader bigint,
        shout text GENERATED ALWAYS AS (upper(name)) STORED,
        born date, seen timestamptz, weight numeric, data jsonb, raw bytea, tags text[],
        pause interval);
      CREATE TABLE penguin (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        "order" bigint REFERENCES herd);
      ALTER TABLE herd ADD CONSTRAINT herd_leader FOREIGN KEY (leader) REFERENCES penguin
        DEFERRABLE INITIALLY DEFERRED;
      INSERT INTO herd (name) VALUES ('made by the migration');
      CREATE SEQUENCE ticket;`,
  },
  {
    name: 'test/2-rules.sql',
    sql: `
      CREATE FUNCTION rewrite() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN new.name := new.name || '!'; RETURN new; END $$;
      CREATE TRIGGER rewrite BEFORE INSERT ON herd FOR EACH ROW EXECUTE FUNCTION rewrite();
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE 'stays'; END $$;
      CREATE TRIGGER stay BEFORE UPDATE OR DELETE OR TRUNCATE ON penguin
        FOR EACH STATEMENT EXECUTE FUNCTION refuse();`,
  },
];
const later: Migration = { name: 'test/3-later.sql', sql: 'ALTER TABLE herd ADD COLUMN extra int' };

const about = {
  product: '1.2.3',
  installation: { mode: 'real', createdAt: '2022-01-20T00:00:00.000Z' } as Installation,
  now: new Date('2022-02-04T12:00:00Z'),
};
const FILE_ID = '0b8f2a34-0000-4000-8000-0000000000a1';
const UNFINISHED_ID = '0b8f2a34-0000-4000-8000-0000000000a2';
const UNKNOWN_ID = '0b8f2a34-0000-4000-8000-0000000000a3';

let admin: pg.Client;
let folder: string;
let from: Place;
let saved: string;
const pools: pg.Pool[] = [];

type Place = { pool: pg.Pool; dataDir: string; filesFolder: string; keysFile: string };

beforeAll(async () => {
  admin = new pg.Client(inject('database'));
  await admin.connect();
  folder = await mkdtemp(join(tmpdir(), 'anxing-saving-test-'));
  from = await place('from');
  await migrate(from.pool, migrations);
  await from.pool.query(getConstructionPlans('pgboss'));
  await fill(from);
  saved = join(folder, 'saved');
  await save(saved);
});
afterAll(async () => {
  for (const pool of pools) {
    void pool.end();
    await admin.query(`DROP DATABASE "${pool.options.database}" WITH (FORCE)`);
  }
  await admin.end();
  await rm(folder, { recursive: true });
});

const restore = async (copy: string, to: Place, known: Migration[]) =>
  restoreInstallation(await checkCopy(copy, known), to);

const save = (target: string, parts: InstallationParts = from) =>
  saveInstallation(parts, target, about);

/** An installation's place with an empty database of its own. */
async function place(name: string): Promise<Place> {
  const server = inject('database');
  const database = `anxing_saving_${name}_${process.pid}_${pools.length}_${Date.now()}`;
  await admin.query(`CREATE DATABASE ${database}`);
  const connection =
    'connectionString' in server
      ? {
          connectionString: Object.assign(new URL(server.connectionString), { pathname: database })
            .href,
        }
      : { ...server, database };
  const pool = new pg.Pool({ ...connection, database, max: 2 });
  pool.on('error', () => {});
  pools.push(pool);
  const dataDir = join(folder, `${name}-${pools.length}`);
  return {
    pool,
    dataDir,
    filesFolder: join(dataDir, 'files'),
    keysFile: join(dataDir, 'keys.json'),
  };
}

async function fill({ pool, filesFolder, keysFile }: Place) {
  const client = await pool.connect();
  await client.query('BEGIN; ALTER TABLE herd DISABLE TRIGGER USER');
  await client.query(
    `INSERT INTO herd (name, leader, born, seen, weight, data, raw, tags, pause) VALUES
       (E'line\\nbreak \\\\ tab\\t "安行" \\\\N', 2, '0044-03-15 BC', 'infinity', 36.60,
        '{"a": [1, null, "\\u4f60"]}', '\\x00ff0a', ARRAY['x,y', NULL, '{}'], '1 mon -3 days 04:05'),
       ('', NULL, NULL, '2022-01-20T04:00:00.123456Z', 'NaN', 'null', '', '{}', NULL)`,
  );
  await client.query('INSERT INTO penguin ("order") VALUES (3), (2)');
  await client.query('SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE herd ENABLE TRIGGER USER; COMMIT');
  await client.query("SELECT nextval('ticket') FROM generate_series(1, 41)");
  const files = "INSERT INTO files VALUES ($1, 'whole'), ($2, NULL)";
  await client.query(files, [FILE_ID, UNFINISHED_ID]);
  await client.query('SELECT pgboss.create_queue(\'remind\', \'{"policy": "standard"}\')');
  await client.query("INSERT INTO pgboss.job (name, data) VALUES ('remind', '{\"to\": 1}')");
  client.release();
  for (const id of [FILE_ID, UNFINISHED_ID, UNKNOWN_ID]) {
    await mkdir(dirname(pathIn(filesFolder, id)), { recursive: true });
  }
  await writeFile(pathIn(filesFolder, FILE_ID), Buffer.from([0, 255, 10, 13]));
  await writeFile(`${pathIn(filesFolder, UNFINISHED_ID)}.part`, 'half');
  await writeFile(pathIn(filesFolder, UNKNOWN_ID), 'of another database');
  await writeFile(keysFile, '{"current":"k1"}', { mode: 0o600 });
}

/** Every row of every table, and where every sequence stands. */
async function everything({ pool }: Place) {
  const tables = await pool.query(
    `SELECT oid::regclass::text AS name FROM pg_class
      WHERE relkind = 'r' AND (relnamespace = current_schema()::regnamespace
         OR oid::regclass::text = ANY('{pgboss.queue,pgboss.job_common}')) ORDER BY 1`,
  );
  const found: Record<string, unknown[]> = {};
  for (const { name } of tables.rows) {
    const { rows } = await pool.query(`SELECT t::text AS row FROM ${name} t ORDER BY 1`);
    found[name] = rows.map(({ row }) => row);
  }
  const sequences = await pool.query(
    "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1",
  );
  return { ...found, sequences: sequences.rows };
}

describe('a saved copy', () => {
  it('brings back every row, file and key, and goes on counting where it stood', async () => {
    const before = await everything(from);
    expect(before).toMatchObject({ herd: { length: 3 }, penguin: { length: 2 } });
    const to = await place('to');
    await restore(saved, to, [...migrations, later]);
    expect(await everything(to)).toEqual(before);
    expect(await readFile(join(to.filesFolder, 'a1', FILE_ID))).toEqual(
      Buffer.from([0, 255, 10, 13]),
    );
    const files = await readdir(to.filesFolder, { recursive: true, withFileTypes: true });
    expect(files.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual([FILE_ID]);
    expect(await readFile(to.keysFile, 'utf8')).toBe('{"current":"k1"}');
    expect((await stat(to.keysFile)).mode & 0o777).toBe(0o600);
    expect(readInstallation(to.dataDir)).toEqual(about.installation);
    const next = await to.pool.query('INSERT INTO penguin DEFAULT VALUES RETURNING id');
    expect(next.rows).toEqual([{ id: '3' }]);
  });

  it('leaves triggers and references in force, and newer migrations to the next start', async () => {
    const to = await place('to');
    await restore(saved, to, [...migrations, later]);
    await expect(to.pool.query('DELETE FROM penguin')).rejects.toThrow('stays');
    await expect(to.pool.query('INSERT INTO penguin ("order") VALUES (99)')).rejects.toThrow(
      'penguin_order_fkey',
    );
    const { rows } = await to.pool.query("INSERT INTO herd (name) VALUES ('new') RETURNING name");
    expect(rows).toEqual([{ name: 'new!' }]);
    expect(await migrate(to.pool, [...migrations, later])).toEqual([later.name]);
  });

  it('is one moment of the database, whatever is written meanwhile', async () => {
    const writer = await from.pool.connect();
    await writer.query('BEGIN');
    await writer.query("INSERT INTO herd (name) VALUES ('not committed')");
    const copy = join(folder, 'meanwhile');
    await save(copy);
    await writer.query('ROLLBACK');
    writer.release();
    const to = await place('to');
    await restore(copy, to, migrations);
    const { rows } = await to.pool.query('SELECT count(*)::int AS n FROM herd');
    expect(rows).toEqual([{ n: 3 }]);
  });

  it('can be read by its owner alone', async () => {
    expect((await stat(saved)).mode & 0o077).toBe(0);
    for (const entry of await readdir(saved, { recursive: true, withFileTypes: true })) {
      const { mode } = await stat(join(entry.parentPath, entry.name));
      expect(mode & 0o077, entry.name).toBe(0);
    }
  });

  it('counts what it holds, and what was lost before', async () => {
    const whole = await save(join(folder, 'whole'));
    expect(whole).toMatchObject({ files: 1, missingFiles: 0 });
    expect(whole.rows).toBeGreaterThanOrEqual(3 + 2 + 1);
    const without = { ...from, filesFolder: join(folder, 'nowhere') };
    const poorer = await save(join(folder, 'poorer'), without);
    expect(poorer).toMatchObject({ files: 0, missingFiles: 1 });
  });

  it.each(['files', join('files', 'a1')])(
    'is not made where files cannot be read: %s',
    async (unreadable) => {
      const dataDir = await mkdtemp(join(folder, 'unreadable-'));
      const at = join(dataDir, unreadable);
      await mkdir(dirname(at), { recursive: true });
      // A link to itself: what is there cannot be told, whoever asks.
      await symlink(at, at);
      const copy = `${dataDir}-copy`;
      const damaged = { ...from, filesFolder: join(dataDir, 'files') };
      await expect(save(copy, damaged)).rejects.toThrow('ELOOP');
      await expect(stat(copy)).rejects.toThrow('ENOENT');
    },
  );

  it('is not written over anything', async () => {
    const copy = join(folder, 'mine');
    await mkdir(copy);
    await writeFile(join(copy, 'mine.txt'), 'kept');
    await expect(save(copy)).rejects.toThrow('not empty');
    expect(await readFile(join(copy, 'mine.txt'), 'utf8')).toBe('kept');
  });

  it('is not left half made', async () => {
    const copy = join(folder, 'half');
    const without = { ...from, keysFile: join(folder, 'nowhere.json') };
    await expect(save(copy, without)).rejects.toThrow('nowhere.json');
    await expect(stat(copy)).rejects.toThrow('ENOENT');
  });
});

describe('restoring is refused', () => {
  let copy: string;
  let copies = 0;
  let empty: Place;
  beforeAll(async () => {
    empty = await place('empty');
  });
  beforeEach(async () => {
    copy = join(folder, `copy-${copies++}`);
    await cp(saved, copy, { recursive: true });
  });

  const refusal = async (to: Place, known = migrations) => {
    const before = await everything(to);
    const error = await restore(copy, to, known).then(
      () => undefined,
      (reason: Error) => reason,
    );
    expect(await everything(to), 'the target is as it was').toEqual(before);
    return error?.message;
  };

  it.each([
    ['database/main.herd.copy', 'is not what was saved'],
    [`files/a1/${FILE_ID}`, 'is not what was saved'],
    ['keys.json', 'is not what was saved'],
    ['manifest.json', 'cannot be read'],
  ])('when %s was changed', async (path, complaint) => {
    const content = await readFile(join(copy, path));
    content[0] = (content[0] as number) ^ 1;
    await writeFile(join(copy, path), content);
    expect(await refusal(empty)).toContain(complaint);
    await expect(stat(empty.dataDir)).rejects.toThrow('ENOENT');
  });

  it.each(['database/main.herd.copy', 'keys.json', 'manifest.json'])(
    'when %s is missing',
    async (path) => {
      await rm(join(copy, path));
      expect(await refusal(empty)).toMatch(/is missing|no complete copy/);
    },
  );

  it('when a path leads out of the copy', async () => {
    const path = join(copy, 'manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8'));
    manifest.parts.push({ path: 'files/../../from-0/keys.json', bytes: 16, sha256: '' });
    await writeFile(path, JSON.stringify(manifest));
    expect(await refusal(empty)).toContain('strange file');
  });

  it('when a release does not know what the copy has', async () => {
    const [first, second] = migrations as [Migration, Migration];
    expect(await refusal(empty, [first])).toMatch(/1\.2\.3.*test\/2-rules/);
    const edited = { ...second, sql: 'SELECT 1' };
    expect(await refusal(empty, [first, edited])).toContain('test/2-rules');
  });

  it('into an installation that was used', async () => {
    expect(await refusal(from)).toContain('never used');
    const withTable = await place('to');
    await withTable.pool.query('CREATE TABLE somebody (id int)');
    expect(await refusal(withTable)).toContain('somebody');
    const withKeys = await place('to');
    await mkdir(withKeys.dataDir, { recursive: true });
    await writeFile(withKeys.keysFile, 'other keys');
    expect(await refusal(withKeys)).toContain('keys');
    expect(await readFile(withKeys.keysFile, 'utf8')).toBe('other keys');
  });

  it.each([
    ['a value that its column does not take', '36.60', '+8613800000000x', 'a value does not fit'],
    ['a row that is there twice', /^1\t/m, '2\t', 'two rows are the same'],
  ])('in words that say where and why, and repeat nothing: %s', async (_, before, after, why) => {
    const part = 'database/main.herd.copy';
    const text = await readFile(join(copy, part), 'utf8');
    const changed = text.replace(before, after);
    expect(changed).not.toBe(text);
    await writeFile(join(copy, part), changed);
    const path = join(copy, 'manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8'));
    const noted = manifest.parts.find((each: { path: string }) => each.path === part);
    noted.bytes = Buffer.byteLength(changed);
    noted.sha256 = createHash('sha256').update(changed).digest('hex');
    await writeFile(path, JSON.stringify(manifest));
    const to = await place('to');
    const said = await refusal(to);
    expect(said).toMatch(/^The copy was not restored: in database\/main\.herd\.copy, line \d, /);
    expect(said).toContain(why);
    expect(said).not.toContain('13800000000');
    expect(readInstallation(to.dataDir)).toBeUndefined();
  });

  it('when its rows break a rule, and all is taken back', async () => {
    const path = join(copy, 'manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8'));
    for (const table of manifest.tables) if (table.name === 'herd') table.rows = 4;
    await writeFile(path, JSON.stringify(manifest));
    const to = await place('to');
    expect(await refusal(to)).toContain('3 of 4 rows');
    await expect(stat(to.keysFile)).rejects.toThrow('ENOENT');
    expect(readInstallation(to.dataDir)).toBeUndefined();
    manifest.tables.find(({ name }: { name: string }) => name === 'herd').rows = 3;
    await writeFile(path, JSON.stringify(manifest));
    await restore(copy, to, migrations);
  });
});
