import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { inject } from 'vitest';
import type { ProgrammeTemplate } from '../../forms/programme.ts';
import { updateBuiltInRoles } from '../../modules/access/public.ts';
import { openSession } from '../../modules/people/public.ts';
import { handClock } from '../../platform/clock.ts';
import { type App, staffApps } from '../../platform/contract.ts';
import { type KeySet, newKeySet, openKeys } from '../../platform/crypto.ts';
import { type Database, migrate, migrationsHash, openDatabase } from '../../platform/database.ts';
import type { EventHandler } from '../../platform/events.ts';
import { buildHttp } from '../../platform/http.ts';
import type { JobKind, Jobs } from '../../platform/jobs.ts';
import type { Platform } from '../../platform/platform.ts';
import { patientWaits, type Waits } from '../../platform/pool.ts';
import { staffRealm } from '../../platform/scope.ts';
import { allowRows } from '../../platform/server-role.ts';
import { connectionTo, type TestServer } from '../../platform/test/cluster.ts';
import { demoTransports } from '../../platform/transports.ts';
import { type Browser, browserOf } from '../browser.ts';
import { allMigrations, compose } from '../compose.ts';
import { modulesWith, templates } from '../modules.ts';

/** Noon in Beijing on a winter's day; tests move the clock from here by hand. */
export const startOfTests = '2022-01-20T04:00:00.000Z';

const testOrigin = 'http://anxing.test';

/** A browser in a test. */
export type Client = Browser;

export type Kit = {
  platform: Platform;
  server: FastifyInstance;
  /** As its owner has it; the platform works as a role that owns nothing. */
  database: Database;
  clock: ReturnType<typeof handClock>;
  /** Somebody's browser: signed in to an app, or nobody's, in an app of the invented programme. */
  as(
    who: { personId: string; realm: string; app: App; mustFinish?: boolean } | null,
    app?: App,
    realm?: string,
  ): Promise<Client>;
  /** Where uploaded files lie. */
  filesFolder: string;
  /** What the server noted as errors: closing fails where any are left. */
  errors: object[];
  /** One more server on the same database, that waits for it as long as it is told. */
  beside(waits: Waits): Promise<{ platform: Platform; server: FastifyInstance }>;
  /** Does the jobs that wait, and those that they queue, until none is left. */
  work(): Promise<void>;
  close(): Promise<void>;
};

export type KitParts = {
  server?: TestServer;
  keys?: KeySet;
  handlers?: EventHandler[];
  /** What programmes are made from; those of the product where left out. */
  templates?: readonly ProgrammeTemplate[];
};

/** A fresh database with the whole product on it, for one test file, and event handlers beside those of the modules. */
export async function startKit(given: KitParts = {}): Promise<Kit> {
  const { server: databaseServer = inject('database'), keys = newKeySet(), handlers = [] } = given;
  const { database, serve, drop } = await freshDatabase(databaseServer);
  const folder = await mkdtemp(join(tmpdir(), 'anxing-files-'));
  const clock = handClock(startOfTests);
  const jobs = queuedJobs();
  const errors: object[] = [];
  const parts = {
    keys: openKeys(keys),
    filesFolder: folder,
    clock,
    jobs,
    transports: demoTransports(() => clock.now()),
    log: { info: () => {}, error: (details: object) => errors.push(details) },
    demo: true,
    publicUrl: testOrigin,
    boundariesFolder: join(import.meta.dirname, 'boundaries'),
  };
  const made = given.templates ?? templates;
  const opened: { server: FastifyInstance; served: Database }[] = [];
  const open = async (waits?: Waits) => {
    const served = serve(waits);
    const platform = compose({ ...parts, database: served }, handlers);
    const server = await buildHttp({
      platform,
      routes: modulesWith(made).flatMap(({ routes }) => routes),
      origins: [testOrigin],
      // What a test sees does not depend on what else the machine is doing.
      busyAfter: 0,
    });
    opened.push({ server, served });
    return { platform, server };
  };
  const { platform, server } = await open();
  await updateBuiltInRoles(platform);
  return {
    platform,
    server,
    database,
    clock,
    filesFolder: folder,
    errors,
    as: async (who, app = 'portal', realm = realmOf(app)) => {
      const token = who ? (await openSession(platform, who)).token : undefined;
      return browserOf(server, who ?? { app, realm }, token, testOrigin);
    },
    beside: open,
    work: () => jobs.work(platform),
    close: async () => {
      for (const each of opened) {
        await each.server.close();
        await each.served.close();
      }
      await database.close();
      await drop();
      await rm(folder, { recursive: true, force: true });
      if (errors.length > 0) throw new Error(`requests failed: ${JSON.stringify(errors)}`);
    },
  };
}

/** Where an app's visitor would sign in, unless a test says otherwise. */
const realmOf = (app: App) => (staffApps.some((each) => each === app) ? staffRealm : 'penguins');

/** Jobs wait in memory until a test does them: what a test sees does not depend on a poll. */
function queuedJobs(): Jobs & { work(platform: Platform): Promise<void> } {
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

/** As whom the platform of a test works; its password is its name. */
const testRole = 'anxing_test_server';

/** A copy of a database that was migrated once for all test files of the same migrations. */
async function freshDatabase(server: TestServer): Promise<{
  database: Database;
  serve(waits?: Waits): Database;
  drop(): Promise<void>;
}> {
  const migrations = await allMigrations();
  const template = `anxing_template_${migrationsHash(migrations).slice(0, 16)}_served`;
  const name = `anxing_test_${randomBytes(8).toString('hex')}`;
  const admin = new pg.Client(connectionTo(server, 'postgres'));
  await admin.connect();
  await admin.query("select pg_advisory_lock(hashtext('anxing.template'))");
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [template]);
  if (!rowCount) {
    await admin.query(`drop database if exists ${template}_new with (force)`);
    await admin.query(`create database ${template}_new`);
    const fresh = openDatabase(connectionTo(server, `${template}_new`), { max: 1 }, patientWaits);
    await migrate(fresh.pool, migrations);
    await admin.query(`do $$ begin create role ${testRole} login password '${testRole}';
      exception when duplicate_object then null; end $$`);
    await allowRows(fresh.pool, testRole);
    // Tables that a test makes for handlers of its own.
    await fresh.pool.query(
      `alter default privileges grant select, insert, update, delete on tables to ${testRole}`,
    );
    await fresh.close();
    await admin.query(`alter database ${template}_new rename to ${template}`);
  }
  await admin.query(`create database ${name} template ${template}`);
  await admin.query("select pg_advisory_unlock(hashtext('anxing.template'))");
  return {
    database: openDatabase(connectionTo(server, name), { max: 10 }),
    serve: (waits) => openDatabase(connectionTo(server, name, testRole), { max: 10 }, waits),
    drop: async () => {
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}
