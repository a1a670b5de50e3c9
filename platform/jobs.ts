import { CompiledQuery } from 'kysely';
import { PgBoss } from 'pg-boss';
import type { Db } from './database.ts';
import type { Platform } from './platform.ts';

/** Work that leaves the request: durable, tried again when it fails, never done before the commit. */
export type JobKind<T extends object> = {
  name: string;
  handle(platform: Platform, data: T): Promise<void>;
  /** Five-field cron line in UTC, for work that comes back by itself. */
  schedule?: string;
  /** Tries after the first one; 3 by default. */
  retries?: number;
  /**
   * So many are done side by side, for work that people wait for; one by one where nothing is said. Where one
   * fails all of them are tried again.
   */
  atOnce?: number;
};

export type Jobs = {
  /** Queues a job, within a transaction when one is given. */
  send<T extends object>(job: JobKind<T>, data: T, db?: Db): Promise<void>;
  /** Starts working on what is queued. */
  start(kinds: JobKind<never>[], platform: Platform): Promise<void>;
  stop(): Promise<void>;
};

/** Names a job; `handle` must bear being run twice with the same data. */
export function defineJob<T extends object>(job: JobKind<T>): JobKind<T> {
  return job;
}

/** A job may take long, but one whose process was killed is noticed soon, and tried again. */
const patient = { expireInSeconds: 60 * 60, heartbeatSeconds: 10 };
const attentive = { superviseIntervalSeconds: 10, monitorIntervalSeconds: 10 };

const inside = (db: Db) => ({
  executeSql: async (text: string, values?: unknown[]) => {
    const { rows } = await db.executeQuery(CompiledQuery.raw(text, values ?? []));
    return { rows };
  },
});

/** Makes the schema `pgboss`, or brings it up to date: as the owner, for the server's role may not. */
export async function prepareJobs(owner: Db): Promise<void> {
  const boss = new PgBoss({ db: inside(owner), supervise: false, schedule: false });
  boss.on('error', () => {});
  await boss.start();
  await boss.stop({ graceful: false });
}

/** Queues alone: another process looks after what is queued. */
const inattentive = { supervise: false, schedule: false };

/**
 * Jobs in the same PostgreSQL, in the schema `pgboss`. `report` is told of every try that failed. A process that
 * queues jobs for another one to do does not work on them itself; it starts with no kinds.
 */
export function openJobs(
  db: Db,
  report: (error: Error) => void,
  { works } = { works: true },
): Jobs {
  const care = works ? attentive : inattentive;
  const boss = new PgBoss({ db: inside(db), migrate: false, createSchema: false, ...care });
  boss.on('error', report);
  let running = false;

  return {
    async send(job, data, within) {
      await boss.send(job.name, data, within ? { db: inside(within) } : {});
    },
    async start(kinds, platform) {
      await boss.start();
      running = true;
      for (const kind of kinds) {
        const queue = { retryLimit: kind.retries ?? 3, retryBackoff: true, ...patient };
        await boss.createQueue(kind.name, queue);
        await boss.updateQueue(kind.name, queue);
        const options = { pollingIntervalSeconds: 1, batchSize: kind.atOnce ?? 1 };
        await boss.work(kind.name, options, async (jobs) => {
          const done = jobs.map(({ data }) => kind.handle(platform, data as never));
          for (const each of await Promise.allSettled(done)) {
            if (each.status === 'fulfilled') continue;
            report(each.reason);
            throw each.reason;
          }
        });
        if (kind.schedule) await boss.schedule(kind.name, kind.schedule);
      }
    },
    async stop() {
      const wasRunning = running;
      running = false;
      if (wasRunning) await boss.stop({ graceful: true, timeout: 5000 });
    },
  };
}
