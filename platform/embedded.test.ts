import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Connection, type Embedded, findEmbedded, startEmbedded } from './embedded.ts';
import { temporaryFolder } from './embedded-account.ts';
import { clearLeftovers, waitFor } from './embedded-leftovers.ts';
import { FolderInUseError } from './folder-lock.ts';

const made = join(temporaryFolder(), `anxing-embedded-test-${process.pid}-made`);
let dataDir: string;
let servers: Embedded[];
let children: ChildProcess[];

beforeAll(async () => {
  await (await startEmbedded({ dataDir: made, throwaway: true })).stop();
});
afterAll(() => rmSync(made, { recursive: true }));

beforeEach(() => {
  dataDir = join(temporaryFolder(), `anxing-embedded-test-${process.pid}-${performance.now()}`);
  servers = [];
  children = [];
});

afterEach(async () => {
  for (const child of children) await kill(child);
  for (const server of servers) await server.stop();
  if (existsSync(dataDir)) await clearLeftovers(join(dataDir, 'postgres'), () => {});
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(options: Partial<Parameters<typeof startEmbedded>[0]> = {}) {
  const server = await startEmbedded({ dataDir, throwaway: true, ...options });
  servers.push(server);
  return server;
}

/** Making a cluster takes a second; most tests start from a copy of one that was made before. */
function copyMadeCluster() {
  mkdirSync(dataDir, { mode: 0o711 });
  cpSync(join(made, 'postgres'), join(dataDir, 'postgres'), { recursive: true });
}

/** A process of its own that starts the database and stays; killed like any other would be. */
function startInChild(): ChildProcess {
  const program = `
    const { startEmbedded } = await import(process.argv[1]);
    const { owner } = await startEmbedded({ dataDir: process.argv[2], throwaway: true });
    process.send(owner);`;
  const module = new URL('./embedded.ts', import.meta.url).href;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, module, dataDir], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.push(child);
  return child;
}

async function connectionOf(child: ChildProcess): Promise<Connection> {
  const [connection] = await once(child, 'message');
  return connection as Connection;
}

async function kill(child: ChildProcess) {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

async function query(connection: Connection, text: string): Promise<unknown[][]> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  await client.connect();
  try {
    const result = await client.query<unknown[]>({ text, rowMode: 'array' });
    return result.rows;
  } finally {
    await client.end();
  }
}

async function serverPid(connection: Connection): Promise<number> {
  const sql = "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int";
  return Number((await query(connection, sql))[0]?.[0]);
}

describe('an embedded database', () => {
  it('is made, keeps what was written, and is found only while it runs', async () => {
    const first = await start();
    await query(first.owner, "CREATE TABLE note AS SELECT '安行' AS text");
    expect(findEmbedded(dataDir)).toEqual(first.owner);
    await first.stop();
    expect(findEmbedded(dataDir)).toBeUndefined();
    const second = await start();
    expect(await query(second.owner, 'SELECT text FROM note')).toEqual([['安行']]);
  });

  it('keeps UTC, takes no network connections and knows Chinese letters', async () => {
    copyMadeCluster();
    const { owner: connection } = await start();
    const [row] = await query(
      connection,
      `SELECT current_setting('timezone'), current_setting('listen_addresses'),
              pg_encoding_to_char(encoding), '安' ~ '^\\w$'
         FROM pg_database WHERE datname = current_database()`,
    );
    expect(row).toEqual(['UTC', '', 'UTF8', true]);
    await query(connection, 'CREATE EXTENSION pg_trgm');
    expect(await query(connection, "SELECT cardinality(show_trgm('张三丰'))")).toEqual([[4]]);
  });

  it('has a role for the server that owns nothing, and lets nobody in without a password', async () => {
    const { connection, owner } = await start();
    expect(statSync(join(dataDir, 'database-passwords.json')).mode & 0o777).toBe(0o600);
    const own = 'SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user';
    expect(await query(connection, own)).toEqual([['anxing_server', false]]);
    await expect(query(connection, 'CREATE TABLE note (id int)')).rejects.toThrow('permission');
    for (const { password: _, ...withoutPassword } of [connection, owner]) {
      await expect(query(withoutPassword, 'SELECT 1')).rejects.toThrow('password');
    }
  });

  it('gets both roles and their passwords at the next start where an earlier release made it, or their file is lost', async () => {
    const first = await start();
    await query(first.owner, 'CREATE TABLE note AS SELECT 1 AS n');
    await query(first.owner, 'DROP ROLE anxing_server; ALTER ROLE anxing PASSWORD NULL');
    await first.stop();
    rmSync(join(dataDir, 'database-passwords.json'));
    const next = await start();
    expect(await query(next.owner, 'SELECT n FROM note')).toEqual([[1]]);
    expect(await query(next.connection, 'SELECT 1')).toEqual([[1]]);
    expect(next.owner.password).not.toBe(first.owner.password);
    await next.stop();
    // From then on they stay.
    expect((await start()).owner.password).toBe(next.owner.password);
  });

  it('soon has in memory again, after a restart, what it had before', async () => {
    copyMadeCluster();
    const { owner, stop } = await start({ throwaway: false });
    const rows = "SELECT repeat('x', 1000) FROM generate_series(1, 200)";
    await query(owner, `CREATE EXTENSION pg_buffercache; CREATE TABLE seen AS ${rows}`);
    await stop();
    const again = await start({ throwaway: false });
    const inMemory = async () => {
      const blocks = "relfilenode = pg_relation_filenode('seen')";
      const text = `SELECT count(*)::int FROM pg_buffercache WHERE ${blocks}`;
      return (await query(again.owner, text))[0]?.[0];
    };
    await expect.poll(inMemory, { timeout: 10_000 }).toBeGreaterThan(20);
  });

  it('refuses a second start on the same folder and goes on unharmed', async () => {
    copyMadeCluster();
    const child = startInChild();
    const connection = await connectionOf(child);
    const refusal = await start().catch((error) => error);
    expect(refusal).toBeInstanceOf(FolderInUseError);
    expect(refusal.pid).toBe(child.pid);
    expect(refusal.message).toContain(dataDir);
    expect(await query(connection, 'SELECT 1')).toEqual([[1]]);
  });

  it('takes over from a killed process whose server went on', async () => {
    copyMadeCluster();
    const child = startInChild();
    const connection = await connectionOf(child);
    await query(connection, 'CREATE TABLE note AS SELECT 1 AS n');
    await kill(child);
    expect(await query(connection, 'SELECT n FROM note')).toEqual([[1]]);
    const next = await start();
    expect(await query(next.owner, 'SELECT n FROM note')).toEqual([[1]]);
    expect(existsSync(connection.host)).toBe(false);
  });

  it('recovers when process and server were both killed', async () => {
    copyMadeCluster();
    const child = startInChild();
    const connection = await connectionOf(child);
    await query(connection, 'CREATE TABLE note AS SELECT 1 AS n');
    const pid = await serverPid(connection);
    await kill(child);
    process.kill(pid, 'SIGKILL');
    const next = await start();
    expect(await query(next.owner, 'SELECT n FROM note')).toEqual([[1]]);
    expect(existsSync(connection.host)).toBe(false);
  });

  it('recovers when it was killed while the database was being made', async () => {
    const child = startInChild();
    const begun = () =>
      existsSync(dataDir) && readdirSync(dataDir).some((name) => name.includes('.unfinished-'));
    expect(await waitFor(begun, 10_000)).toBe(true);
    await kill(child);
    const { owner: connection } = await start();
    expect(await query(connection, 'SELECT 1')).toEqual([[1]]);
  });

  it('clears away what was never finished', async () => {
    copyMadeCluster();
    const unfinished = join(dataDir, 'postgres.unfinished-00000000');
    mkdirSync(unfinished);
    writeFileSync(join(unfinished, 'PG_VERSION'), '18');
    await start();
    expect(existsSync(unfinished)).toBe(false);
  });

  it('leaves alone a process that took over the number in an old note', async () => {
    copyMadeCluster();
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    children.push(stranger);
    const cluster = join(dataDir, 'postgres');
    writeFileSync(join(cluster, 'postmaster.pid'), `${stranger.pid}\n${cluster}\n0\n5432\n\n\n`);
    const { owner: connection } = await start();
    expect(await query(connection, 'SELECT 1')).toEqual([[1]]);
    expect(stranger.exitCode).toBeNull();
    expect(stranger.signalCode).toBeNull();
  });

  it('survives an empty note', async () => {
    copyMadeCluster();
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), '');
    const { owner: connection } = await start();
    expect(await query(connection, 'SELECT 1')).toEqual([[1]]);
  });

  it('says when the server ends by itself, and not when it was asked to', async () => {
    copyMadeCluster();
    const deaths: string[] = [];
    const died = Promise.withResolvers<void>();
    const onDeath = (reason: string) => {
      deaths.push(reason);
      died.resolve();
    };
    const { owner: connection } = await start({ onDeath });
    process.kill(await serverPid(connection), 'SIGKILL');
    await died.promise;
    expect(deaths).toHaveLength(1);
    await servers[0]?.stop();
    await (await start({ onDeath })).stop();
    expect(deaths).toHaveLength(1);
  });

  it('repeats what the server said when its files are not usable', async () => {
    copyMadeCluster();
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '9\n');
    await expect(start()).rejects.toThrow(/incompatible/);
  });
});
