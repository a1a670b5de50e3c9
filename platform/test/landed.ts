import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { type Migration, migrate, migrationSha256, openDatabase } from '../database.ts';
import { checkCopy, restoreInstallation } from '../restoring.ts';
import { type InstallationParts, type Summary, saveInstallation } from '../saving.ts';
import { makeDatabase, type TestServer } from './cluster.ts';
import { describeSchema } from './schema.ts';

/**
 * The record of a state that has landed, which every later one must be able to bring forward: its
 * migrations by name and hash, in the order in which they were applied, and a saved copy of an
 * installation of it.
 */
type LandedMigration = { name: string; sha256: string };

const migrationsFile = (record: string) => join(record, 'migrations.txt');
const copyFolder = (record: string) => join(record, 'copy');

/** Takes the record of a state anew; what stood there is replaced. */
export async function recordLanded(
  record: string,
  from: InstallationParts,
  migrations: Migration[],
): Promise<Summary> {
  await rm(record, { recursive: true, force: true });
  await mkdir(record, { recursive: true });
  const now = new Date();
  const installation = { mode: 'demo', createdAt: now.toISOString() } as const;
  const about = { product: 'of this state', installation, now };
  const summary = await saveInstallation(from, copyFolder(record), about);
  const lines = migrations.map((each) => `${migrationSha256(each)}  ${each.name}\n`);
  await writeFile(migrationsFile(record), lines.join(''));
  return summary;
}

/** Reads lines as `sha256sum` writes them. */
export async function readLanded(record: string): Promise<LandedMigration[]> {
  const lines = (await readFile(migrationsFile(record), 'utf8')).split('\n').filter(Boolean);
  return lines.map((line) => {
    const [, sha256 = '', name = ''] = /^([\da-f]{64}) {2}(\S+)$/.exec(line) ?? [];
    if (!name) throw new Error(`${migrationsFile(record)} has a line that is none: ${line}`);
    return { sha256, name };
  });
}

/** What was done to migrations that had landed, in words; nothing when only new ones came after them. */
export function findEdits(landed: LandedMigration[], migrations: Migration[]): string[] {
  const now = new Map(migrations.map((each) => [each.name, migrationSha256(each)]));
  const edits = landed.flatMap(({ name, sha256 }) => {
    if (!now.has(name)) return [`${name} has landed and was removed`];
    return now.get(name) === sha256 ? [] : [`${name} has landed and was edited`];
  });
  if (edits.length > 0) return edits;
  return [...findMoves(landed, migrations), ...findEarlier(landed, migrations)];
}

/** Landed migrations that are applied in another order than before. */
function findMoves(landed: LandedMigration[], migrations: Migration[]): string[] {
  const names = new Set(landed.map(({ name }) => name));
  const order = migrations.map(({ name }) => name).filter((name) => names.has(name));
  const moved = landed.find(({ name }, index) => order[index] !== name);
  return moved ? [`${moved.name} has landed and is applied at another place in the order`] : [];
}

/** New migrations of a module that an installation would get after, and a new one before, landed ones. */
function findEarlier(landed: LandedMigration[], migrations: Migration[]): string[] {
  const moduleOf = (name: string) => name.split('/')[0];
  const names = new Set(landed.map(({ name }) => name));
  return migrations
    .filter(({ name }, index) => {
      const later = migrations.slice(index + 1).filter((each) => names.has(each.name));
      return !names.has(name) && later.some((each) => moduleOf(each.name) === moduleOf(name));
    })
    .map(({ name }) => `${name} is new and stands before one of its module that has landed`);
}

/** The same schema, come about in two ways; see {@link describeSchema}. */
type BothWays = {
  /** The recorded installation, brought forward. */
  grown: string[];
  /** An empty database, with all migrations from the first. */
  fresh: string[];
};

/** Brings the recorded installation forward and makes a new one, each in a database of its own. */
export async function compareWays(
  server: TestServer,
  record: string,
  migrations: Migration[],
): Promise<BothWays> {
  const grown = await schemaAfter(server, async (pool) => {
    const copy = await checkCopy(copyFolder(record), migrations);
    const dataDir = await mkdtemp(join(tmpdir(), 'anxing-landed-'));
    try {
      const parts = { filesFolder: join(dataDir, 'files'), keysFile: join(dataDir, 'keys.json') };
      await restoreInstallation(copy, { ...parts, pool, dataDir });
      await migrate(pool, migrations);
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });
  const fresh = await schemaAfter(server, (pool) => migrate(pool, migrations));
  return { grown, fresh };
}

async function schemaAfter(
  server: TestServer,
  make: (pool: pg.Pool) => Promise<unknown>,
): Promise<string[]> {
  const { connection, drop } = await makeDatabase(server);
  const { pool, close } = openDatabase(connection, { max: 2 });
  try {
    await make(pool);
    const client = await pool.connect();
    return await describeSchema(client).finally(() => client.release());
  } finally {
    await close();
    await drop();
  }
}
