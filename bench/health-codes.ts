import { availableParallelism } from 'node:os';
import { cookieName } from '../platform/http-identity.ts';
import type { BenchOptions } from './main.ts';
import type { ResidentLoad } from './resident-load.ts';
import type { ResidentReady, ResidentRole } from './resident-server.ts';
import { codeAsked } from './residents.ts';
import type { Found } from './sending.ts';
import { leave, limitIn, median, order, type Side, startSide } from './side.ts';

const connections = 64;
/** A server's code is compiled for good only after some tens of thousands of requests, in each of its processes. */
const warmUp = { requests: 30_000, seconds: 10 };
/** More than any server here answers in a second. */
const mostPerSecond = { codes: 40_000, checks: 10_000, searches: 8000, bare: 100_000 };

type Crowd = Side & {
  people: number;
  ready: ResidentReady;
  runs: Record<string, number[]>;
  skip: number;
  recorded: number;
};

/** So many records for each person with `--large`. */
const recordsOfEach = 4;

/**
 * Fetching one's signed code through HTTP with a session, against a bare Fastify route that takes the same
 * request and answers as many bytes.
 */
export async function benchCodes(options: BenchOptions): Promise<void> {
  await benchCrowds('codes', options, async (crowd, seconds) => {
    const bytes = await answerBytes(crowd);
    const { side, answer: instead } = await startSide<number>('bare route', 'bare.ts', { bytes });
    await run(crowd, 'bare', seconds, instead);
    await leave(side);
    await run(crowd, 'codes', seconds);
  });
}

/**
 * Recording a check: the code's two signatures, the colour, and a durable record; against single-row inserts. Beside
 * it the search of records by the number of a document.
 */
export async function benchScreening(options: BenchOptions): Promise<void> {
  await benchCrowds('checks', options, async (crowd, seconds) => {
    note(crowd, 'inserts', await limitIn(crowd.ready.dataDir, { connections, seconds }));
    await run(crowd, 'checks', seconds);
    await run(crowd, 'searches', Math.max(1, Math.round(seconds / 2)));
  });
}

type Round = (crowd: Crowd, seconds: number) => Promise<void>;

async function benchCrowds(
  what: 'codes' | 'checks',
  { people, rounds, seconds, large, profile }: BenchOptions,
  round: Round,
): Promise<void> {
  console.log(`${what}: ${availableParallelism()} cores, ${connections} connections, fsync on`);
  console.log(`${rounds} rounds of ${seconds} s, medians of ratios within a round\n`);
  const counts = large ? [...people, 5_000_000] : people;
  const crowds: Crowd[] = [];
  try {
    for (const count of counts) {
      const records = count >= 5_000_000 ? count * recordsOfEach : count;
      crowds.push(await enter({ people: count, records }, profile));
    }
    for (const crowd of crowds) await warm(crowd, what);
    for (let nth = 0; nth < rounds; nth += 1) {
      // Nobody always comes after the same one.
      for (let turn = 0; turn < crowds.length; turn += 1) {
        await round(crowds[(turn + nth) % crowds.length] as Crowd, seconds);
      }
    }
    for (const crowd of crowds) await check(crowd);
    report(what, crowds);
  } finally {
    await Promise.all(crowds.map(leave));
  }
}

async function warm(crowd: Crowd, what: 'codes' | 'checks'): Promise<void> {
  const enough = crowd.skip + warmUp.requests * crowd.ready.processes;
  while (crowd.skip < enough) await run(crowd, what, warmUp.seconds);
  crowd.runs = {};
}

async function enter(role: ResidentRole, profile?: string): Promise<Crowd> {
  const name = `${role.people} people`;
  const started = performance.now();
  const execArgv = [...process.execArgv];
  if (profile) execArgv.push('--cpu-prof', `--cpu-prof-dir=${profile}`);
  const file = 'resident-server.ts';
  const { side, answer } = await startSide<ResidentReady>(name, file, role, execArgv);
  const took = Math.round((performance.now() - started) / 1000);
  const gigabytes = (answer.bytes / 1e9).toFixed(1);
  console.log(`  ${name}, ${role.records} records: ${gigabytes} GB, ready in ${took} s`);
  return { ...side, people: role.people, ready: answer, runs: {}, skip: 0, recorded: 0 };
}

const note = (crowd: Crowd, what: string, value: number) => {
  crowd.runs[what] = [...(crowd.runs[what] ?? []), value];
};

async function run(
  crowd: Crowd,
  what: keyof typeof mostPerSecond,
  seconds: number,
  instead?: number,
): Promise<void> {
  await order(crowd, 'checkpoint');
  type Usage = { server: number; database: number };
  const before = await order<Usage>(crowd, 'usage');
  const most = seconds * mostPerSecond[what];
  const kind = what === 'bare' ? 'codes' : what;
  const load: ResidentLoad = {
    ...{ ...crowd.ready.place, what: kind, connections, seconds, most, skip: crowd.skip },
    ...(instead && { instead }),
  };
  const { side, answer: found } = await startSide<Found>('The load', 'resident-load.ts', load);
  if (side.process.exitCode === null) await new Promise((gone) => side.process.once('exit', gone));
  const after = await order<Usage>(crowd, 'usage');
  if (Object.keys(found.refused).length > 0) {
    throw new Error(`${what} were refused: ${JSON.stringify(found.refused)}`);
  }
  crowd.skip += found.accepted;
  const perSecond = found.accepted / found.seconds;
  note(crowd, what, perSecond);
  if (what === 'checks') crowd.recorded += found.accepted;
  const cpu = (key: keyof Usage) => ((after[key] - before[key]) / found.accepted).toFixed(0);
  console.log(
    `  ${crowd.name}, ${what}: ${Math.round(perSecond)}/s, median ${found.median.toFixed(1)} ms, ` +
      `p99 ${found.p99.toFixed(1)} ms; CPU in µs: server ${cpu('server')}, database ` +
      `${cpu('database')}, generator ${(found.generator / found.accepted).toFixed(0)}`,
  );
}

/** How long the answer is that a phone gets, without its headers. */
async function answerBytes({ ready: { place } }: Crowd): Promise<number> {
  const { app, realm, token, body, path } = codeAsked(place, 1);
  const response = await fetch(`http://127.0.0.1:${place.port}${path}`, {
    method: 'POST',
    headers: {
      ...{ 'x-anxing-app': app, 'x-anxing-realm': realm, 'content-type': 'application/json' },
      cookie: `${cookieName(app, realm)}=${token}`,
    },
    body,
  });
  return (await response.arrayBuffer()).byteLength;
}

/** What was measured must also be right: each check is there once, and every ledger whole. */
async function check(crowd: Crowd): Promise<void> {
  const there = await order<number>(crowd, 'check');
  if (there !== crowd.recorded) throw new Error(`${there} of ${crowd.recorded} checks are there.`);
}

function report(what: 'codes' | 'checks', crowds: Crowd[]): void {
  const limit = what === 'codes' ? 'bare' : 'inserts';
  const ratios = (of: Crowd, key: string, to: Crowd, other: string) =>
    median((of.runs[key] ?? []).map((each, nth) => each / (to.runs[other]?.[nth] ?? Number.NaN)));
  const rate = (crowd: Crowd, key: string) => Math.round(median(crowd.runs[key] ?? []));
  console.log('');
  for (const crowd of crowds) {
    console.log(
      `${crowd.name}: ${rate(crowd, what)}/s, ${ratios(crowd, what, crowd, limit).toFixed(2)} of the limit of ${rate(crowd, limit)}/s`,
    );
  }
  const [small] = crowds as [Crowd];
  for (const crowd of crowds.slice(1)) {
    for (const key of what === 'codes' ? ['codes'] : ['checks', 'searches']) {
      console.log(
        `${key}, ${crowd.name} against ${small.name}: ${ratios(crowd, key, small, key).toFixed(2)}`,
      );
    }
  }
  console.log('');
}
