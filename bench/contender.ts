/**
 * A process with the real server of one checkout on an installation of its own, which is kept between
 * runs: making a million people takes a while. What is measured shares no thread with it.
 */
import { join } from 'node:path';
import type pg from 'pg';
import { findDataFolder } from '../platform/data-folder.ts';
import { cookieName } from '../platform/http-identity.ts';
import { openPool, patientWaits } from '../platform/pool.ts';
import { databaseUsage, ownUsage } from './usage.ts';

/** What a contender is told to be. */
export type Role = { root: string; people: number; withHandler: boolean };

/** To whom reports are sent, and whose. */
export type Place = {
  port: number;
  connections: number;
  people: number;
  /** Where in the sequence of (day, person) a load begins. */
  skip: number;
  tokenOf: string;
  realm: string;
  cookie: string;
  formVersionId: number;
  today: string;
  daysBack: number;
};

export type Ready = { place: Omit<Place, 'connections' | 'skip'>; dataDir: string };
export type Usage = { server: number; database: number };
export type Order = 'usage' | 'checkpoint' | 'check' | 'close';

type Modules = {
  open: typeof import('../server/open.ts');
  crowd: typeof import('./crowd.ts');
  handler: typeof import('./handler.ts');
  compose: typeof import('../server/compose.ts');
  database: typeof import('../platform/database.ts');
  days: typeof import('../forms/days.ts');
  programmes: typeof import('../modules/programmes/public.ts');
  games: typeof import('../templates/games.ts');
};

const files: Record<keyof Modules, string> = {
  open: 'server/open.ts',
  crowd: 'bench/crowd.ts',
  handler: 'bench/handler.ts',
  compose: 'server/compose.ts',
  database: 'platform/database.ts',
  days: 'forms/days.ts',
  programmes: 'modules/programmes/public.ts',
  games: 'templates/games.ts',
};

async function modulesOf(root: string, names: (keyof Modules)[]): Promise<Modules> {
  const loaded = names.map(async (name) => [name, await import(join(root, files[name]))]);
  return Object.fromEntries(await Promise.all(loaded));
}

process.once('message', async (role: Role) => {
  const { root, people, withHandler } = role;
  const names = Object.keys(files) as (keyof Modules)[];
  const of = await modulesOf(
    root,
    names.filter((name) => name !== 'handler' || withHandler),
  );
  const { crowdToken, daysBack, gatherCrowd } = of.crowd;
  const hash = of.database.migrationsHash(await of.compose.allMigrations()).slice(0, 12);
  const kind = withHandler ? 'handler' : 'plain';
  const folder = join(root, '.cache', 'bench', `${kind}-${people}-${daysBack}-${hash}`);
  const { dataDir } = findDataFolder(folder);
  const installed = await of.open.openInstallation(
    {
      mode: 'real',
      host: '127.0.0.1',
      port: 0,
      processes: 1,
      publicUrl: 'http://127.0.0.1',
      trustedProxies: [],
      verbose: false,
      dataDir,
      keysFile: join(dataDir, 'keys.json'),
    },
    { info: () => {}, error: (details: object) => console.error(details) },
    {},
    withHandler ? [of.handler.tallyHandler] : [],
  );
  const { platform, server, database } = installed;
  // Of an earlier checkout the server's role owns the tables.
  const owner = installed.owner
    ? openPool({ ...installed.owner, max: 1 }, patientWaits)
    : database.pool;
  await gatherCrowd({ platform, pool: owner }, people);
  if (withHandler) await of.handler.makeTally(owner);
  await server.listen({ host: '127.0.0.1', port: 0 });
  const address = server.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('Nobody listens.');
  const programme = await of.programmes.programmeByCode(platform, of.games.games.code);
  const ready: Ready = {
    dataDir,
    place: {
      port: address.port,
      people,
      tokenOf: crowdToken('%'),
      realm: programme.realm,
      cookie: cookieName('portal', programme.realm),
      formVersionId: programme.forms.get('daily')?.id as number,
      today: of.days.dayOf(platform.clock.now(), programme.definition.zone),
      daysBack,
    },
  };
  process.on('message', async (order: Order) => {
    if (order === 'usage') {
      const usage: Usage = { server: ownUsage(), database: databaseUsage(dataDir) };
      process.send?.(usage);
    } else if (order === 'checkpoint') {
      await owner.query('checkpoint');
      process.send?.(true);
    } else if (order === 'check') {
      await checkCounts(database.pool);
      if (withHandler) await of.handler.checkTally(database.pool);
      process.send?.(true);
    } else {
      if (owner !== database.pool) await owner.end();
      await installed.close();
      process.exit(0);
    }
  });
  process.send?.(ready);
});

// Nobody is left who would say when it is enough.
process.once('disconnect', () => process.exit(1));

/** What was measured must also be right: counts and rows agree. */
async function checkCounts(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ rows: number; counted: number }>(
    `select (select count(*)::int from reports) as rows,
       (select coalesce(sum(done), 0)::int from units_done) as counted`,
  );
  if (rows[0]?.rows !== rows[0]?.counted) throw new Error(`Counted wrong: ${JSON.stringify(rows)}`);
}
