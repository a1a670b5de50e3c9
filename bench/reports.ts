import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { dayOf } from '../forms/days.ts';
import { programmeByCode } from '../modules/programmes/public.ts';
import { findDataFolder } from '../platform/data-folder.ts';
import { migrationsHash } from '../platform/database.ts';
import { findEmbedded } from '../platform/embedded.ts';
import { allMigrations } from '../server/compose.ts';
import { type Installed, openInstallation } from '../server/open.ts';
import { games } from '../templates/games.ts';
import { crowdToken, daysBack, gatherCrowd } from './crowd.ts';
import { limitOf, makeLimitTable } from './limit.ts';
import type { BenchOptions } from './main.ts';

/** To whom reports are sent, and whose. */
type Place = {
  port: number;
  connections: number;
  people: number;
  /** Where in the sequence of (day, person) a load begins. */
  skip: number;
  tokenOf: string;
  realm: string;
  formVersionId: number;
  today: string;
};

/** What the load generator is told. */
export type Load = Place & {
  seconds: number;
  /** More requests than can be answered in that time. */
  most: number;
};

/** What it found. Latencies in milliseconds. */
export type Found = {
  seconds: number;
  accepted: number;
  refused: Record<string, number>;
  median: number;
  p99: number;
};

const connections = 64;
const warmUpSeconds = 3;
const mostPerSecond = 30_000;

/**
 * Durable daily reports per second through HTTP, each with a session, validation and counts, against
 * single-row inserts by pgbench on the same database with as many connections.
 */
export async function benchReports({ people, rounds, seconds }: BenchOptions): Promise<void> {
  console.log(`reports: ${availableParallelism()} cores, ${connections} connections, fsync on\n`);
  const ratios = new Map<number, number>();
  for (const count of people) ratios.set(count, await benchCrowd(count, rounds, seconds));
  const [least, most] = [Math.min(...people), Math.max(...people)];
  if (least !== most) {
    const ratio = (ratios.get(most) as number) / (ratios.get(least) as number);
    console.log(`${most} people against ${least}: ${ratio.toFixed(2)}`);
  }
}

async function benchCrowd(people: number, rounds: number, seconds: number): Promise<number> {
  const { installed, dataDir } = await openCrowd(people);
  try {
    const place = await placeOf(installed, people);
    const connection = findEmbedded(dataDir);
    if (!connection) throw new Error('The embedded database does not run.');
    const { pool } = installed.database;
    await makeLimitTable(pool);
    let skip = (await run(place, warmUpSeconds)).accepted;
    const limits: number[] = [];
    const reached: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await pool.query('checkpoint');
      const limit = await limitOf(connection, { connections, seconds });
      await pool.query('checkpoint');
      const found = await run({ ...place, skip }, seconds);
      if (Object.keys(found.refused).length > 0) {
        throw new Error(`Reports were refused: ${JSON.stringify(found.refused)}`);
      }
      skip += found.accepted + connections;
      limits.push(limit.perSecond);
      reached.push(found.accepted / found.seconds);
      sayRound(people, limit, found);
    }
    const ratio = median(reached) / median(limits);
    console.log(
      `${people} people: ${Math.round(median(reached))} reports/s, limit ${Math.round(median(limits))}/s, ratio ${ratio.toFixed(2)}\n`,
    );
    await checkCounts(installed);
    return ratio;
  } finally {
    await installed.close();
  }
}

function sayRound(people: number, limit: { perSecond: number; by: string }, found: Found): void {
  const perSecond = Math.round(found.accepted / found.seconds);
  console.log(
    `  ${people}: ${perSecond} reports/s (median ${found.median.toFixed(1)} ms, p99 ${found.p99.toFixed(1)} ms); ${limit.by} ${Math.round(limit.perSecond)}/s`,
  );
}

/** The real server on an installation of its own, kept between runs: making a million people takes a while. */
async function openCrowd(people: number): Promise<{ installed: Installed; dataDir: string }> {
  const hash = migrationsHash(await allMigrations()).slice(0, 12);
  const folder = join(import.meta.dirname, '..', '.cache', 'bench');
  const { dataDir } = findDataFolder(join(folder, `${people}-${daysBack}-${hash}`));
  const log = { info: () => {}, error: (details: object) => console.error(details) };
  const installed = await openInstallation(
    {
      mode: 'real',
      host: '127.0.0.1',
      port: 0,
      publicUrl: 'http://127.0.0.1',
      trustedProxies: [],
      verbose: false,
      dataDir,
      keysFile: join(dataDir, 'keys.json'),
    },
    log,
  );
  await gatherCrowd(installed, people);
  return { installed, dataDir };
}

async function placeOf({ platform, server }: Installed, people: number): Promise<Place> {
  await server.listen({ host: '127.0.0.1', port: 0 });
  const address = server.server.address();
  if (typeof address !== 'object' || address === null)
    throw new Error('The server does not listen.');
  const programme = await programmeByCode(platform, games.code);
  const today = dayOf(platform.clock.now(), programme.definition.zone);
  const formVersionId = programme.forms.get('daily')?.id as number;
  const { port } = address;
  const tokenOf = crowdToken('%');
  const { realm } = programme;
  return { port, connections, people, skip: 0, tokenOf, realm, formVersionId, today };
}

/** Sends reports from a process of its own, so that it shares no thread with the server. */
function run(place: Place, seconds: number): Promise<Found> {
  const load = { ...place, seconds, most: seconds * mostPerSecond };
  if (load.skip + load.most > load.people * daysBack) {
    throw new Error('There are not enough days for so much load; choose more people.');
  }
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'load.ts'), { execArgv: [] });
    child.once('message', (found) => resolve(found as Found));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The load generator ended with ${code}.`)));
    child.send(load);
  });
}

/** What was measured must also be right: counts and rows agree. */
async function checkCounts({ database }: Installed): Promise<void> {
  const { rows } = await database.pool.query<{ rows: number; counted: number }>(
    `select (select count(*)::int from reports) as rows,
       (select coalesce(sum(done), 0)::int from units_done) as counted`,
  );
  if (rows[0]?.rows !== rows[0]?.counted) throw new Error(`Counted wrong: ${JSON.stringify(rows)}`);
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
