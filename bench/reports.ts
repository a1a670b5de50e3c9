import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Place, Ready, Role, Usage } from './contender.ts';
import type { Load } from './load.ts';
import type { BenchOptions } from './main.ts';
import type { Found } from './sending.ts';
import { answerOf, leave, limitIn, median, order, type Side, startSide } from './side.ts';

const connections = 64;
const warmUpSeconds = 3;
const mostPerSecond = 30_000;
const here = join(import.meta.dirname, '..');

/** One run of one contender; CPU in microseconds for each report. */
type Run = { perSecond: number; server: number; database: number; generator: number };

type Contender = Side & {
  place: Place;
  dataDir: string;
  runs: Run[];
};

/**
 * Durable daily reports per second through HTTP, each with a session, validation and counts: as they
 * are, with a handler of an invented module, and those of another checkout where one is named. All
 * take turns, with single-row inserts by pgbench as the limit, and each has a database of its own.
 */
export async function benchReports(options: BenchOptions): Promise<void> {
  const { people, rounds, seconds } = options;
  console.log(`reports: ${availableParallelism()} cores, ${connections} connections, fsync on`);
  console.log(`${rounds} rounds of ${seconds} s, medians; CPU in µs for each report\n`);
  for (const count of people) await benchCrowd(count, options);
}

async function benchCrowd(people: number, options: BenchOptions): Promise<void> {
  const contenders = await enter(people, options);
  const [first] = contenders as [Contender];
  try {
    const limits: number[] = [];
    for (const contender of contenders) await run(contender, warmUpSeconds);
    for (let round = 0; round < options.rounds; round += 1) {
      limits.push(await limitIn(first.dataDir, { connections, seconds: options.seconds }));
      // Nobody always comes after the same one.
      for (let turn = 0; turn < contenders.length; turn += 1) {
        const contender = contenders[(turn + round) % contenders.length] as Contender;
        contender.runs.push(await run(contender, options.seconds));
      }
    }
    for (const contender of contenders) await order(contender, 'check');
    report(people, contenders, limits);
  } finally {
    await Promise.all(contenders.map(leave));
  }
}

/** One after the other: making people takes the whole machine. */
async function enter(people: number, { before, profile }: BenchOptions): Promise<Contender[]> {
  const roles: [string, Role][] = [
    ['reports', { root: here, people, withHandler: false }],
    ['with a handler', { root: here, people, withHandler: true }],
  ];
  if (before) roles.push(['before', { root: before, people, withHandler: false }]);
  const contenders: Contender[] = [];
  for (const [name, role] of roles) contenders.push(await enterOne(name, role, profile));
  return contenders;
}

async function enterOne(name: string, role: Role, profile?: string): Promise<Contender> {
  const execArgv = [...process.execArgv];
  if (profile) {
    mkdirSync(profile, { recursive: true });
    const file = `${name.replaceAll(' ', '-')}-${role.people}.cpuprofile`;
    execArgv.push('--cpu-prof', `--cpu-prof-dir=${profile}`, `--cpu-prof-name=${file}`);
  }
  const { side, answer } = await startSide<Ready>(name, 'contender.ts', role, execArgv);
  const { place, dataDir } = answer;
  return { ...side, place: { ...place, connections, skip: 0 }, dataDir, runs: [] };
}

async function run(contender: Contender, seconds: number): Promise<Run> {
  await order(contender, 'checkpoint');
  const before = await order<Usage>(contender, 'usage');
  const found = await load(contender.place, seconds);
  const after = await order<Usage>(contender, 'usage');
  if (Object.keys(found.refused).length > 0) {
    throw new Error(`Reports were refused: ${JSON.stringify(found.refused)}`);
  }
  const { accepted, median, p99 } = found;
  contender.place.skip += accepted + connections;
  const perSecond = accepted / found.seconds;
  console.log(
    `  ${contender.name}: ${Math.round(perSecond)}/s, median ${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
  );
  return {
    perSecond,
    server: (after.server - before.server) / accepted,
    database: (after.database - before.database) / accepted,
    generator: found.generator / accepted,
  };
}

/** Sends reports from a process of its own, so that it shares no thread with the server. */
function load(place: Place, seconds: number): Promise<Found> {
  const most = seconds * mostPerSecond;
  if (place.skip + most > place.people * place.daysBack) {
    throw new Error('There are not enough days for so much load; choose more people.');
  }
  const child = fork(join(import.meta.dirname, 'load.ts'), { execArgv: [] });
  child.send({ ...place, seconds, most } satisfies Load);
  return answerOf<Found>(child, 'The load generator');
}

function report(people: number, contenders: Contender[], limits: number[]): void {
  const limit = median(limits);
  const of = ({ runs }: Contender, key: keyof Run) => median(runs.map((each) => each[key]));
  console.log(
    `\n${people} people          per second  of limit  server  database  generator    all`,
  );
  for (const each of contenders) {
    const perSecond = of(each, 'perSecond');
    const columns = [
      each.name.padEnd(20),
      String(Math.round(perSecond)).padStart(12),
      (perSecond / limit).toFixed(2).padStart(8),
      of(each, 'server').toFixed(1).padStart(6),
      of(each, 'database').toFixed(1).padStart(8),
      of(each, 'generator').toFixed(1).padStart(9),
      median(each.runs.map(cpuOf)).toFixed(1).padStart(5),
    ];
    console.log(columns.join('  '));
  }
  console.log(`limit               ${String(Math.round(limit)).padStart(12)}`);
  const [now, handled, before] = contenders as [Contender, Contender, Contender?];
  // The machine may be faster in one round than in another: only runs of one round are compared.
  const ratio = (a: Contender, b: Contender, key: (run: Run) => number) =>
    median(a.runs.map((each, round) => key(each) / key(b.runs[round] as Run))).toFixed(2);
  const compare = (label: string, a: Contender, b: Contender) => {
    const rate = ratio(a, b, (each) => each.perSecond);
    console.log(`${label}: ${rate}, by CPU ${ratio(b, a, cpuOf)}`);
  };
  compare('with a handler against without', handled, now);
  if (before) compare('now against before', now, before);
  console.log('');
}

function cpuOf({ server, database, generator }: Run): number {
  return server + database + generator;
}
