import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { sep } from 'node:path';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { pathIn } from './files.ts';
import type { Installation } from './installation.ts';
import {
  CopyError,
  FILES_FOLDER,
  KEYS_PART,
  type Manifest,
  type Part,
  type SavedTable,
  writeManifest,
  writePart,
} from './saved-copy.ts';

/** Where an installation keeps what a copy holds. */
export type InstallationParts = {
  pool: pg.Pool;
  filesFolder: string;
  keysFile: string;
};

export type Summary = {
  tables: number;
  rows: number;
  files: number;
  bytes: number;
  /** Files that the database names and the folder no longer has; the copy cannot have them either. */
  missingFiles: number;
};

/**
 * The job queue's tables that are worth keeping, in the order of their references. What is left out
 * is its bookkeeping of the process that ran, which the next start makes anew.
 */
export const JOB_TABLES = ['queue', 'schedule', 'subscription', 'job', 'job_dependency'];
export const JOB_SCHEMA = 'pgboss';

/**
 * Saves database, files and keys into a new folder, while the server runs or not. The database is
 * read in one snapshot, and the files after it was taken, so every file that it names is there. The
 * copy holds the keys: it is as secret as the installation.
 *
 * @param target a folder that does not exist yet, or is empty; on failure it is removed again.
 * @throws {CopyError}
 */
export async function saveInstallation(
  from: InstallationParts,
  target: string,
  about: { product: string; installation: Installation; now: Date },
): Promise<Summary> {
  await requireEmpty(target);
  await mkdir(target, { recursive: true, mode: 0o700 });
  try {
    const databaseParts: Part[] = [];
    const database = await saveDatabase(from.pool, target, databaseParts);
    const { fileParts, missingFiles } = await saveFiles(from, database.fileIds, target);
    const keysPart = await writePart(target, KEYS_PART, () => createReadStream(from.keysFile));
    const parts = [...databaseParts, ...fileParts, keysPart];
    const { fileIds: _, ...saved } = database;
    writeManifest(target, {
      format: 1,
      product: about.product,
      savedAt: about.now.toISOString(),
      installation: about.installation,
      ...saved,
      parts,
    });
    return {
      tables: saved.tables.length,
      rows: saved.tables.reduce((sum, { rows }) => sum + rows, 0),
      files: fileParts.length,
      bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
      missingFiles,
    };
  } catch (error) {
    await rm(target, { recursive: true, force: true });
    throw error;
  }
}

async function requireEmpty(target: string): Promise<void> {
  const names = await readdir(target).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw new CopyError(`The copy cannot be saved in ${target}: it is no folder.`);
  });
  if (names.length > 0) throw new CopyError(`The folder ${target} is not empty; name a new one.`);
}

type SavedDatabase = Pick<Manifest, 'migrations' | 'jobsVersion' | 'tables' | 'sequences'> & {
  fileIds: string[];
};

async function saveDatabase(pool: pg.Pool, target: string, parts: Part[]): Promise<SavedDatabase> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query("SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres'");
    const tables: SavedTable[] = [];
    const jobsVersion = await readJobsVersion(client);
    const found = await listTables(client, jobsVersion !== null);
    if (!found.some(({ name }) => name === 'migrations')) {
      throw new CopyError('The database holds no installation.');
    }
    for (const table of found) {
      const path = `database/${table.schema}.${table.name}.copy`;
      const rows = copyTo(`COPY (${selectAll(table)}) TO STDOUT`);
      parts.push(await writePart(target, path, () => client.query(rows)));
      tables.push({ ...table, rows: rows.rowCount, path });
    }
    const migrations = await client.query('SELECT name, sha256 FROM migrations ORDER BY name');
    const files = await client.query<{ id: string }>(
      'SELECT id FROM files WHERE sha256 IS NOT NULL',
    );
    const sequences = await readSequences(client);
    await client.query('COMMIT');
    const fileIds = files.rows.map(({ id }) => id);
    return { migrations: migrations.rows, jobsVersion, tables, sequences, fileIds };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

/** The layout of the job queue's tables; null when it was never started on this database. */
export async function readJobsVersion(client: pg.PoolClient): Promise<number | null> {
  const { rows } = await client.query('SELECT to_regclass($1) AS found', [`${JOB_SCHEMA}.version`]);
  if (!rows[0].found) return null;
  const version = await client.query(`SELECT version FROM ${JOB_SCHEMA}.version`);
  return version.rows[0]?.version ?? null;
}

/** The name of a table in SQL; the product's own tables lie in the connection's schema. */
export function sqlName({ schema, name }: Pick<SavedTable, 'schema' | 'name'>): string {
  const table = pg.escapeIdentifier(name);
  return schema === 'jobs' ? `${JOB_SCHEMA}.${table}` : table;
}

function selectAll(table: Pick<SavedTable, 'schema' | 'name' | 'columns'>): string {
  return `SELECT ${table.columns.map(pg.escapeIdentifier).join(', ')} FROM ${sqlName(table)}`;
}

/** All of the product's tables with their columns, but for those that the database fills itself. */
async function listTables(
  client: pg.PoolClient,
  withJobs: boolean,
): Promise<Pick<SavedTable, 'schema' | 'name' | 'columns'>[]> {
  const { rows } = await client.query<{ schema: string; name: string; columns: string[] }>(
    `SELECT n.nspname AS schema, c.relname AS name,
            array_agg(a.attname::text ORDER BY a.attnum) AS columns
       FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
        AND (n.nspname = current_schema() OR (n.nspname = $1 AND c.relname = ANY($2)))
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
      GROUP BY 1, 2
      ORDER BY 1, 2`,
    [JOB_SCHEMA, withJobs ? JOB_TABLES : []],
  );
  return rows.map(({ schema, name, columns }) => ({
    schema: schema === JOB_SCHEMA ? 'jobs' : 'main',
    name,
    columns,
  }));
}

/** Sequences stand outside of snapshots; read after the rows, they are never behind them. */
async function readSequences(client: pg.PoolClient): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c
      WHERE c.relkind = 'S' AND c.relnamespace = current_schema()::regnamespace ORDER BY 1`,
  );
  const sequences: Manifest['sequences'] = [];
  for (const { name } of rows) {
    const state = await client.query(
      `SELECT last_value::text AS value, is_called AS called FROM ${pg.escapeIdentifier(name)}`,
    );
    sequences.push({ name, ...state.rows[0] });
  }
  return sequences;
}

/** Copies the files that the snapshot names; others in the folder may be those of another database. */
async function saveFiles(
  { pool, filesFolder }: InstallationParts,
  ids: string[],
  target: string,
): Promise<{ fileParts: Part[]; missingFiles: number }> {
  const fileParts: Part[] = [];
  const absent: string[] = [];
  for (const id of ids) {
    const source = pathIn(filesFolder, id);
    const path = pathIn(FILES_FOLDER, id).split(sep).join('/');
    try {
      fileParts.push(await writePart(target, path, () => createReadStream(source)));
    } catch (error) {
      const { code, path: at } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' || at !== source) throw error;
      absent.push(id);
    }
  }
  return { fileParts, missingFiles: await countWhole(pool, absent) };
}

/** Not all that are absent are lost: uploads that belong to nothing are deleted after a day. */
async function countWhole(pool: pg.Pool, ids: string[]): Promise<number> {
  const { rows } = await pool.query(
    'SELECT count(*)::int AS whole FROM files WHERE id = ANY($1) AND sha256 IS NOT NULL',
    [ids],
  );
  return rows[0].whole;
}
