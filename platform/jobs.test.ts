import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { defineJob, type Jobs, openJobs, prepareJobs } from './jobs.ts';
import type { Platform } from './platform.ts';

const name = `anxing_jobs_${randomBytes(6).toString('hex')}`;
const platform = {} as Platform;
let admin: pg.Client;
let database: Database;
let jobs: Jobs;
const reported: string[] = [];

function connectionTo(database: string): pg.ClientConfig {
  const given = inject('database');
  if (!('connectionString' in given)) return { ...given, database };
  const url = new URL(given.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.href };
}

/** A job that tells when it was done. */
function telling(jobName: string, failures = 0) {
  const done: number[] = [];
  let told = () => {};
  const first = new Promise<void>((resolve) => {
    told = resolve;
  });
  let tries = 0;
  const job = defineJob<{ n: number }>({
    name: jobName,
    handle: async (_, { n }) => {
      tries += 1;
      if (tries <= failures) throw new Error('not yet');
      done.push(n);
      told();
    },
  });
  return { job, done, first, tries: () => tries };
}

const plain = telling('test.plain');
const elsewhere = telling('test.elsewhere');
const rolledBack = telling('test.rolled-back');
const stubborn = telling('test.stubborn', 1);

/** Jobs each of which ends when all three have begun. */
const together = (() => {
  const begun: number[] = [];
  const all = Promise.withResolvers<void>();
  const job = defineJob<{ n: number }>({
    name: 'test.together',
    atOnce: 3,
    handle: async (_, { n }) => {
      begun.push(n);
      if (begun.length === 3) all.resolve();
      await all.promise;
    },
  });
  return { job, begun, all: all.promise };
})();

beforeAll(async () => {
  admin = new pg.Client(connectionTo('postgres'));
  await admin.connect();
  await admin.query(`create database ${name}`);
  database = openDatabase(connectionTo(name), { max: 5 });
  await prepareJobs(database.db);
  jobs = openJobs(database.db, ({ message }) => reported.push(message));
  const kinds = [plain, elsewhere, rolledBack, stubborn, together].map(({ job }) => job as never);
  await jobs.start(kinds, platform);
});

afterAll(async () => {
  await jobs.stop();
  await database.close();
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
});

describe('jobs', () => {
  it('are done side by side where their kind says so', async () => {
    await database.db.transaction().execute(async (within) => {
      for (const n of [1, 2, 3]) await jobs.send(together.job, { n }, within);
    });
    await together.all;
    expect(together.begun.toSorted()).toEqual([1, 2, 3]);
  });

  it('are done after they were queued', async () => {
    await jobs.send(plain.job, { n: 1 });
    await plain.first;
    expect(plain.done).toEqual([1]);
  });

  it('may be queued by a process that does none', async () => {
    const queues = openJobs(database.db, ({ message }) => reported.push(message), { works: false });
    await queues.start([], platform);
    await database.db
      .transaction()
      .execute((transaction) => queues.send(elsewhere.job, { n: 1 }, transaction));
    await elsewhere.first;
    await queues.stop();
    expect(elsewhere.done).toEqual([1]);
  });

  it('belong to the transaction in which they were queued', async () => {
    const failed = database.db.transaction().execute(async (transaction) => {
      await jobs.send(rolledBack.job, { n: 1 }, transaction);
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    await database.db
      .transaction()
      .execute((transaction) => jobs.send(rolledBack.job, { n: 2 }, transaction));
    await rolledBack.first;
    expect(rolledBack.done).toEqual([2]);
  });

  it('are tried again when they fail', async () => {
    await jobs.send(stubborn.job, { n: 3 });
    await stubborn.first;
    expect(stubborn.tries()).toBe(2);
    expect(stubborn.done).toEqual([3]);
    expect(reported).toEqual(['not yet']);
  });
});
