import { createReadStream, existsSync } from 'node:fs';
import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { getConstructionPlans } from 'pg-boss';
import { from as copyFrom } from 'pg-copy-streams';
import { applyMigrations, type Migration, migrationSha256 } from './database.ts';
import { readInstallation, removeInstallation, writeInstallation } from './installation.ts';
import { reasonInWords } from './reasons.ts';
import {
  CopyError,
  FILES_FOLDER,
  KEYS_PART,
  type Manifest,
  readCopy,
  type SavedTable,
  writePart,
} from './saved-copy.ts';
import {
  type InstallationParts,
  JOB_SCHEMA,
  JOB_TABLES,
  readJobsVersion,
  sqlName,
} from './saving.ts';

/** A copy that was found whole and can be restored by this release. */
type CheckedCopy = { source: string; manifest: Manifest; migrations: Migration[] };

/**
 * Checks a copy as a whole, before anything is opened or written.
 *
 * @param known all migrations of this release.
 * @throws {CopyError} when it is not whole, or has what this release does not know.
 */
export async function checkCopy(source: string, known: Migration[]): Promise<CheckedCopy> {
  const manifest = await readCopy(source);
  return { source, manifest, migrations: matchMigrations(manifest, known) };
}

/**
 * Puts a checked copy into an installation that was never used: an empty database and a data folder
 * without files or keys. The database is filled in one transaction, and what fails half-way is taken
 * back. It gets the migrations that the copy was saved with; newer ones are left to the next start.
 *
 * @throws {CopyError} when the target is used.
 */
export async function restoreInstallation(
  { source, manifest, migrations }: CheckedCopy,
  to: InstallationParts & { dataDir: string },
): Promise<void> {
  await requireUnused(to);
  try {
    for (const { path } of manifest.parts) await restorePart(source, path, to);
    await mkdir(to.dataDir, { recursive: true, mode: 0o700 });
    writeInstallation(to.dataDir, manifest.installation);
    if (manifest.jobsVersion !== null) await makeJobs(to.pool, manifest);
    // Last, because its commit is the one step that cannot be taken back.
    await restoreDatabase(to.pool, source, manifest, migrations);
  } catch (error) {
    removeInstallation(to.dataDir);
    await rm(to.keysFile, { force: true });
    await rm(to.filesFolder, { recursive: true, force: true });
    await to.pool.query(`DROP SCHEMA IF EXISTS ${JOB_SCHEMA} CASCADE`).catch(() => {});
    throw notRestored(error, '');
  }
  await to.pool.query('ANALYZE').catch(() => {});
}

/** In words where there are any; the row is named by its place in the copy, not by what it holds. */
function notRestored(error: unknown, where: string): unknown {
  const reason = error instanceof CopyError ? undefined : reasonInWords(error);
  if (reason === undefined) return error;
  return new CopyError(`The copy was not restored: ${where}${reason}. Nothing of it was kept.`);
}

/** The migrations that the copy was saved with, in this release's order. */
function matchMigrations(manifest: Manifest, known: Migration[]): Migration[] {
  const hashes = new Map(known.map((migration) => [migration.name, migrationSha256(migration)]));
  const strange = manifest.migrations.find(({ name, sha256 }) => hashes.get(name) !== sha256);
  if (strange) {
    throw new CopyError(
      `The copy was saved by Anxing ${manifest.product}, which has ${strange.name}, and this ` +
        'release does not. Restore it with that release or a newer one.',
    );
  }
  const saved = new Set(manifest.migrations.map(({ name }) => name));
  return known.filter(({ name }) => saved.has(name));
}

async function requireUnused(to: InstallationParts & { dataDir: string }): Promise<void> {
  const used = (what: string) =>
    new CopyError(`${what}. A copy is restored only into an installation that was never used.`);
  if (readInstallation(to.dataDir)) throw used(`The folder ${to.dataDir} holds an installation`);
  if (existsSync(to.keysFile)) throw used(`There are keys already in ${to.keysFile}`);
  const files = await readdir(to.filesFolder).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (files.length > 0) throw used(`There are files already in ${to.filesFolder}`);
  const { rows } = await to.pool.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND n.nspname IN (current_schema(), $1)
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
      LIMIT 1`,
    [JOB_SCHEMA],
  );
  if (rows[0]) throw used(`The database is not empty: it has the table ${rows[0].name}`);
}

async function restorePart(source: string, path: string, to: InstallationParts): Promise<void> {
  const content = () => createReadStream(join(source, path));
  if (path === KEYS_PART) {
    await writePart(dirname(to.keysFile), basename(to.keysFile), content);
    await chmod(to.keysFile, 0o600);
  } else if (path.startsWith(`${FILES_FOLDER}/`)) {
    await writePart(to.filesFolder, path.slice(FILES_FOLDER.length + 1), content);
  }
}

/** The job queue makes its own tables; rows of another layout would not fit into them. */
async function makeJobs(pool: pg.Pool, manifest: Manifest): Promise<void> {
  await pool.query(getConstructionPlans(JOB_SCHEMA));
  const client = await pool.connect();
  const version = await readJobsVersion(client).finally(() => client.release());
  if (version === manifest.jobsVersion) return;
  throw new CopyError(
    `The copy's job queue has layout ${manifest.jobsVersion}, and this release has ${version}. ` +
      `Restore it with Anxing ${manifest.product}, start that once, then move to this release.`,
  );
}

async function restoreDatabase(
  pool: pg.Pool,
  source: string,
  manifest: Manifest,
  migrations: Migration[],
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query("SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres'");
    await applyMigrations(client, migrations);
    // Checks that a migration left for the end would stand in the way of changing its tables.
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    await withoutRules(client, manifest, async () => {
      for (const table of inOrder(manifest.tables)) await restoreRows(client, source, table);
    });
    for (const { name, value, called } of manifest.sequences) {
      await client.query('SELECT setval(quote_ident($1)::regclass, $2, $3)', [name, value, called]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

/**
 * Fills tables in any order and as they were: references are taken off and made anew, which checks
 * them, and triggers rest, so that none fills in or forbids what was saved. It needs no more than
 * the tables' owner may do.
 */
async function withoutRules(
  client: pg.PoolClient,
  manifest: Manifest,
  fill: () => Promise<void>,
): Promise<void> {
  const tables = manifest.tables.filter(({ schema }) => schema === 'main').map(sqlName);
  const { rows: references } = await client.query<Record<'owner' | 'name' | 'definition', string>>(
    `SELECT conrelid::regclass::text AS owner, quote_ident(conname) AS name,
            pg_get_constraintdef(oid) AS definition
       FROM pg_constraint
      WHERE contype = 'f' AND conparentid = 0 AND connamespace = current_schema()::regnamespace`,
  );
  for (const { owner, name } of references) {
    await client.query(`ALTER TABLE ${owner} DROP CONSTRAINT ${name}`);
  }
  for (const table of tables) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  // Migrations may have put rows of their own; the copy has them, as they were last.
  await client.query(`TRUNCATE ${tables.join(', ')}`);
  await fill();
  for (const table of tables) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  for (const { owner, name, definition } of references) {
    await client.query(`ALTER TABLE ${owner} ADD CONSTRAINT ${name} ${definition}`);
  }
}

/** The job queue keeps its references, so its tables come in their order, after all others. */
function inOrder(tables: SavedTable[]): SavedTable[] {
  const rank = ({ schema, name }: SavedTable) =>
    schema === 'jobs' ? JOB_TABLES.indexOf(name) : -1;
  return tables.toSorted((a, b) => rank(a) - rank(b));
}

async function restoreRows(
  client: pg.PoolClient,
  source: string,
  table: SavedTable,
): Promise<void> {
  const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ');
  const rows = client.query(copyFrom(`COPY ${sqlName(table)} (${columns}) FROM STDIN`));
  await pipeline(createReadStream(join(source, table.path)), rows).catch((error) => {
    const line = /, line (\d+)/.exec(error.where ?? '')?.[1];
    throw notRestored(error, `in ${table.path}${line ? `, line ${line},` : ''} `);
  });
  if (rows.rowCount !== table.rows) {
    throw new CopyError(`${table.name}: ${rows.rowCount} of ${table.rows} rows were restored.`);
  }
}
