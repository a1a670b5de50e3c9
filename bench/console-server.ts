/** A process with the real server on an installation full of checks, which is kept between runs. */
import { join } from 'node:path';
import { sql } from 'kysely';
import { administratorRole } from '../modules/access/public.ts';
import { countColoursJob } from '../modules/codes/public.ts';
import { staffRealm } from '../modules/people/public.ts';
import type { Programme } from '../modules/programmes/public.ts';
import { sumUpChecksJob } from '../modules/screening/public.ts';
import { createStaff } from '../modules/staff/public.ts';
import { readConfig } from '../platform/config.ts';
import { findDataFolder } from '../platform/data-folder.ts';
import { migrationsHash } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import { openPool, patientWaits } from '../platform/pool.ts';
import { allMigrations } from '../server/compose.ts';
import { openInstallation } from '../server/open.ts';
import { clerkToken } from './console-clerk.ts';
import { gatherForConsole } from './console-fill.ts';
import { readIntoMemory } from './read-into-memory.ts';

export type ConsoleRole = {
  people: number;
  records: number;
  /** So many sessions, of somebody else each. */
  clerks: number;
};

export type ConsoleReady = {
  port: number;
  programmeId: number;
  /** A site, and an organisation with people. */
  siteId: number;
  areaId: number;
  bytes: number;
};

process.once('message', async ({ people, records, clerks }: ConsoleRole) => {
  const version = migrationsHash(await allMigrations()).slice(0, 12);
  const folder = join('.cache', 'bench', `console-${people}-${records}-${version}`);
  const { dataDir } = findDataFolder(join(import.meta.dirname, '..', folder));
  const settings = { HOST: '127.0.0.1', PORT: '0', PUBLIC_URL: 'http://127.0.0.1', PROCESSES: '1' };
  const installed = await openInstallation(
    readConfig({ ...settings, ANXING_DATA: dataDir }, ['--empty']),
    { info: () => {}, error: (details: object) => console.error(details) },
  );
  const { platform, owner } = installed;
  if (!owner) throw new Error('The embedded database is asked for.');
  const programme = await gatherForConsole({ platform, owner, dataDir }, { people, records });
  const pool = openPool({ ...owner, max: 1 }, patientWaits);
  await readIntoMemory(pool);
  // What the overview shows is counted already in an installation that has stood for a while.
  for (const job of [sumUpChecksJob, countColoursJob]) await job.handle(platform, {});
  await signIn(platform, programme, clerks);
  const { port } = await installed.listen();
  const first = async (kind: string) => {
    const { rows } = await pool.query<{ id: number }>(
      'select id::int from places where kind = $1 order by id desc limit 1',
      [kind],
    );
    return rows[0]?.id ?? 0;
  };
  const { rows } = await pool.query<{ bytes: number }>(
    'select pg_database_size(current_database())::float8 as bytes',
  );
  const ready: ConsoleReady = {
    ...{ port, programmeId: programme.id, siteId: await first('site') },
    ...{ areaId: await first('organisation'), bytes: rows[0]?.bytes ?? 0 },
  };
  process.on('message', async () => {
    await pool.end();
    await installed.close();
    process.exit(0);
  });
  process.send?.(ready);
});

// Nobody is left who would say when it is enough.
process.once('disconnect', () => process.exit(1));

/**
 * Administrators who look through the lists, with sessions that are made now. Each asks once, so that a look is noted
 * of everybody whom it shows: with few people one clerk has soon seen all of them, and nothing is left to be written.
 */
async function signIn(platform: Platform, { placeId }: Programme, count: number): Promise<void> {
  const run = Date.now().toString(36);
  const personIds: string[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const name = `bench-clerk-${run}-${nth}`;
    const staff = { username: name, name, role: administratorRole, placeId };
    personIds.push((await platform.transaction(null, (tx) => createStaff(tx, staff))).personId);
  }
  const tokens = personIds.map((_, nth) => clerkToken(nth));
  await sql`delete from sessions where token_hash in (
    select sha256(convert_to(token, 'UTF8')) from unnest(${tokens}::text[]) as token)`.execute(
    platform.db,
  );
  await sql`
    insert into sessions (id, token_hash, person_id, realm, app, must_finish, agent, created_at,
      seen_at, expires_at)
    select gen_random_uuid(), sha256(convert_to(token, 'UTF8')), person_id, ${staffRealm},
      'console', false, '', now(), now(), now() + interval '12 hours'
    from unnest(${tokens}::text[], ${personIds}::uuid[]) as clerk (token, person_id)`.execute(
    platform.db,
  );
}
