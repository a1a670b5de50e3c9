import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import pg from 'pg';
import { inject } from 'vitest';
import { openSession } from '../../modules/people/public.ts';
import { handClock } from '../../platform/clock.ts';
import type {
  App,
  BodyOf,
  Endpoint,
  ParamsOf,
  QueryOf,
  ResponseOf,
} from '../../platform/contract.ts';
import { newKeySet, openKeys } from '../../platform/crypto.ts';
import { type Database, migrate, migrationsHash, openDatabase } from '../../platform/database.ts';
import { buildHttp, cookieName } from '../../platform/http.ts';
import type { JobKind, Jobs } from '../../platform/jobs.ts';
import type { Platform } from '../../platform/platform.ts';
import { demoTransports } from '../../platform/transports.ts';
import { allMigrations, compose } from '../compose.ts';
import { modules } from '../modules.ts';

/** Noon in Beijing on a winter's day; tests move the clock from here by hand. */
export const startOfTests = '2022-01-20T04:00:00.000Z';

export const testOrigin = 'http://anxing.test';

export type Kit = {
  platform: Platform;
  server: FastifyInstance;
  database: Database;
  clock: ReturnType<typeof handClock>;
  /** Somebody's browser: signed in to an app, or nobody's. */
  as(
    who: { personId: string; realm: string; app: App; mustFinish?: boolean } | null,
    app?: App,
  ): Promise<Client>;
  /** Does the jobs that wait, and those that they queue, until none is left. */
  work(): Promise<void>;
  close(): Promise<void>;
};

type Input<E extends Endpoint> = {
  params?: ParamsOf<E>;
  query?: QueryOf<E>;
  body?: BodyOf<E>;
  /** For endpoints that take a file. */
  file?: { name: string; mime: string; data: Buffer };
  headers?: Record<string, string>;
};

export type Answer<T> = {
  status: number;
  body: T & { code?: string; fields?: { path: string; code: string }[] };
  raw: Buffer;
  headers: Record<string, string | string[] | number | undefined>;
};

type Placed = Endpoint & { url: string };

export type Client = {
  /** Calls an endpoint and answers whatever comes. */
  call<E extends Placed>(endpoint: E, input?: Input<E>): Promise<Answer<ResponseOf<E>>>;
  /** Calls an endpoint that must succeed and answers its body. */
  get<E extends Placed>(endpoint: E, input?: Input<E>): Promise<ResponseOf<E>>;
  /** The session's cookie as it stands after the calls so far. */
  cookie: string | undefined;
  app: App;
};

/** A fresh database with the whole product on it, for one test file. */
export async function startKit(): Promise<Kit> {
  const { database, drop } = await freshDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'anxing-files-'));
  const clock = handClock(startOfTests);
  const jobs = heldJobs();
  const errors: object[] = [];
  const platform = compose({
    database,
    keys: openKeys(newKeySet()),
    filesFolder: folder,
    clock,
    jobs,
    transports: demoTransports(() => clock.now()),
    log: { info: () => {}, error: (details) => errors.push(details) },
    demo: true,
    publicUrl: testOrigin,
  });
  const server = await buildHttp({
    platform,
    routes: modules.flatMap(({ routes }) => routes),
    origins: [testOrigin],
  });
  return {
    platform,
    server,
    database,
    clock,
    as: async (who, app) => {
      const token = who ? (await openSession(platform, who)).token : undefined;
      return browser(server, who?.app ?? app ?? 'portal', token);
    },
    work: () => jobs.work(platform),
    close: async () => {
      await server.close();
      await database.close();
      await drop();
      await rm(folder, { recursive: true, force: true });
      if (errors.length > 0) throw new Error(`requests failed: ${JSON.stringify(errors)}`);
    },
  };
}

function browser(server: FastifyInstance, app: App, token: string | undefined): Client {
  const client: Client = {
    app,
    cookie: token,
    async call(endpoint, input = {}) {
      const response = await server.inject(requestOf(endpoint, input, client));
      const set = response.cookies.find(({ name }) => name === cookieName(app));
      if (set) client.cookie = set.value || undefined;
      const isJson = String(response.headers['content-type']).includes('json');
      return {
        status: response.statusCode,
        body: (isJson ? response.json() : undefined) as never,
        raw: response.rawPayload,
        headers: response.headers,
      };
    },
    async get(endpoint, input) {
      const { status, body } = await client.call(endpoint, input);
      if (status >= 400) throw new Error(`${endpoint.url}: ${status} ${JSON.stringify(body)}`);
      return body;
    },
  };
  return client;
}

function requestOf(endpoint: Placed, input: Input<Endpoint>, client: Client): InjectOptions {
  const url = endpoint.url.replace(/:(\w+)/g, (_, name) =>
    encodeURIComponent(String((input.params as Record<string, unknown> | undefined)?.[name])),
  );
  const upload = input.file && multipart(input.file);
  return {
    method: endpoint.method,
    url,
    query: stringified(input.query as Record<string, unknown> | undefined),
    headers: {
      'x-anxing-app': client.app,
      ...(endpoint.method !== 'GET' && { origin: testOrigin }),
      ...(client.cookie && { cookie: `${cookieName(client.app)}=${client.cookie}` }),
      ...upload?.headers,
      ...input.headers,
    },
    ...(upload && { payload: upload.payload }),
    ...(input.body !== undefined && { payload: input.body as object }),
  };
}

function stringified(query: Record<string, unknown> = {}): Record<string, string> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

function multipart(file: { name: string; mime: string; data: Buffer }) {
  const boundary = `anxing${randomBytes(8).toString('hex')}`;
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: ${file.mime}\r\n\r\n`;
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), file.data, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}

/** Jobs wait in memory until a test does them: what a test sees does not depend on a poll. */
function heldJobs(): Jobs & { work(platform: Platform): Promise<void> } {
  const waiting: { job: JobKind<never>; data: object }[] = [];
  return {
    send: async (job, data) => {
      waiting.push({ job: job as unknown as JobKind<never>, data });
    },
    start: async () => {},
    stop: async () => {},
    async work(platform) {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        await next.job.handle(platform, next.data as never);
      }
    },
  };
}

/** A copy of a database that was migrated once for all test files of the same migrations. */
async function freshDatabase(): Promise<{ database: Database; drop(): Promise<void> }> {
  const server = inject('database');
  const migrations = await allMigrations();
  const template = `anxing_template_${migrationsHash(migrations).slice(0, 16)}`;
  const name = `anxing_test_${randomBytes(8).toString('hex')}`;
  const admin = new pg.Client(connectionTo('postgres'));
  await admin.connect();
  await admin.query("select pg_advisory_lock(hashtext('anxing.template'))");
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [template]);
  if (!rowCount) {
    await admin.query(`drop database if exists ${template}_new with (force)`);
    await admin.query(`create database ${template}_new`);
    const fresh = openDatabase(connectionTo(`${template}_new`), 1);
    await migrate(fresh.pool, migrations);
    await fresh.close();
    await admin.query(`alter database ${template}_new rename to ${template}`);
  }
  await admin.query(`create database ${name} template ${template}`);
  await admin.query("select pg_advisory_unlock(hashtext('anxing.template'))");
  return {
    database: openDatabase(connectionTo(name), 10),
    drop: async () => {
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };

  function connectionTo(database: string): pg.ClientConfig {
    if (!('connectionString' in server)) return { ...server, database };
    const url = new URL(server.connectionString);
    url.pathname = `/${database}`;
    return { connectionString: url.href };
  }
}
