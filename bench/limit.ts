import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Connection } from '../platform/embedded.ts';

type Amount = { connections: number; seconds: number };
type Limit = { perSecond: number; by: string };

/** A plain table, and a row about as large as a report. */
export async function makeLimitTable(pool: pg.Pool): Promise<void> {
  await pool.query('drop table if exists bench_rows');
  await pool.query(
    `create table bench_rows (id bigint generated always as identity primary key,
       person bigint not null, day date not null, content jsonb not null, sent_at timestamptz not null)`,
  );
}

/** How much longer than it measures pgbench may take. */
const spareSeconds = 30;

const content =
  '{"temperature": 36.5, "fever": false, "cough": false, "soreThroat": false, "fatigue": false, ' +
  '"vomitingOrDiarrhoea": false, "lossOfSmellOrTaste": false, "sawDoctor": false, ' +
  '"tookMedicine": false, "contactWithCase": false, "other": false}';

/** Single-row inserts per second, each committed by itself: by pgbench, else by a plain loop of pg. */
export async function limitOf(connection: Connection, amount: Amount): Promise<Limit> {
  const pgbench = findPgbench();
  if (!pgbench) return { by: 'pg loop', perSecond: await plainLoop(connection, amount) };
  return { by: 'pgbench', perSecond: await byPgbench(pgbench, connection, amount) };
}

function findPgbench(): string | undefined {
  const folders = (process.env.PATH ?? '').split(':');
  const debian = '/usr/lib/postgresql';
  if (existsSync(debian)) {
    for (const version of readdirSync(debian)) folders.push(join(debian, version, 'bin'));
  }
  return folders.map((folder) => join(folder, 'pgbench')).find((path) => existsSync(path));
}

async function byPgbench(
  pgbench: string,
  { host, port, user, password, database }: Connection,
  { connections, seconds }: Amount,
): Promise<number> {
  const script = join(tmpdir(), `anxing-bench-${process.pid}.sql`);
  writeFileSync(
    script,
    `\\set person random(1, 1000000)
insert into bench_rows (person, day, content, sent_at) values (:person, '2022-01-20', '${content}', now());
`,
  );
  const flags = ['-n', '-f', script, '-c', connections, '-j', 2, '-T', seconds];
  const where = ['-h', host, '-p', port, '-U', user, database];
  // In a session of its own it has no terminal at which it could wait for a password.
  const child = spawn(pgbench, [...flags, ...where].map(String), {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
    timeout: (seconds + spareSeconds) * 1000,
    env: { ...process.env, PGPASSWORD: password, PGCONNECT_TIMEOUT: '10' },
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  try {
    await once(child, 'close');
    const tps = /tps = ([\d.]+)/.exec(said)?.[1];
    if (!tps) throw new Error(`pgbench measured nothing: ${said}`);
    return Number(tps);
  } finally {
    rmSync(script, { force: true });
  }
}

async function plainLoop(
  connection: Connection,
  { connections, seconds }: Amount,
): Promise<number> {
  const pool = new pg.Pool({ ...connection, max: connections });
  const until = performance.now() + seconds * 1000;
  const insert = {
    name: 'insert',
    text: "insert into bench_rows (person, day, content, sent_at) values ($1, '2022-01-20', $2, now())",
  };
  let rows = 0;
  const loop = async () => {
    while (performance.now() < until) {
      await pool.query({ ...insert, values: [rows, content] });
      rows += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, loop));
  await pool.end();
  return rows / seconds;
}
