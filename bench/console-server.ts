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
import { clerkName, clerkToken } from './console-clerk.ts';
import { gatherForConsole } from './console-fill.ts';
import { readIntoMemory } from './read-into-memory.ts';

export type ConsoleRole = { people: number; records: number };

export type ConsoleReady = {
  port: number;
  programmeId: number;
  /** A site, and an organisation with people. */
  siteId: number;
  areaId: number;
  bytes: number;
};

process.once('message', async ({ people, records }: ConsoleRole) => {
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
  await signIn(platform, programme);
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

/** An administrator who looks through the lists, with a session that was made now. */
async function signIn(platform: Platform, { placeId }: Programme): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from persons where name = ${clerkName}`.execute(platform.db);
  const personId =
    rows[0]?.id ??
    (
      await platform.transaction(null, (tx) =>
        createStaff(tx, {
          ...{ username: clerkName, name: clerkName },
          role: administratorRole,
          placeId,
        }),
      )
    ).personId;
  await sql`delete from sessions where person_id = ${personId}`.execute(platform.db);
  await sql`
    insert into sessions (id, token_hash, person_id, realm, app, must_finish, agent, created_at,
      seen_at, expires_at)
    select gen_random_uuid(), sha256(convert_to(${clerkToken}, 'UTF8')), ${personId}, ${staffRealm},
      'console', false, '', now(), now(), now() + interval '12 hours'`.execute(platform.db);
}
