import { type AuditEntry, writeAudit } from './audit.ts';
import type { Clock } from './clock.ts';
import type { Keys } from './crypto.ts';
import type { Database, Db } from './database.ts';
import type { EventHandler, EventKind } from './events.ts';
import type { Files } from './files.ts';
import type { JobKind, Jobs } from './jobs.ts';
import type { Access, Actor, Sessions } from './scope.ts';
import type { Transports } from './transports.ts';

/** All that modules stand on; made once at composition and handed to every route, handler and job. */
export type Platform = {
  db: Db;
  clock: Clock;
  keys: Keys;
  files: Files;
  jobs: Jobs;
  transports: Transports;
  access: Access;
  sessions: Sessions;
  /** An installation with invented people, in which nothing is really sent. */
  demo: boolean;
  /** Where people reach this installation, without a slash at the end. */
  publicUrl: string;
  log: Log;
  /** Whether any module does something when this is said. */
  reactsTo<T>(event: EventKind<T>): boolean;
  /** Runs a write in one transaction; see {@link Tx}. */
  transaction<T>(actor: Actor | null, run: (tx: Tx) => Promise<T>): Promise<T>;
};

export type Log = {
  info(details: object, message: string): void;
  error(details: object, message: string): void;
};

/** One transaction and what belongs to it. All of it is kept, or nothing. */
export type Tx = {
  db: Db;
  platform: Platform;
  actor: Actor | null;
  /** The instant of the transaction: the same for all that it writes. */
  now: Date;
  /** Adds entries to the audit trail. */
  audit(...entries: AuditEntry[]): Promise<void>;
  /** Tells the modules to the right; they react before this returns. */
  emit<T>(event: EventKind<T>, items: T[]): Promise<void>;
  /** Work to do after the commit: whatever leaves the process. */
  enqueue<T extends object>(job: JobKind<T>, data: T): Promise<void>;
};

/** Makes {@link Platform.transaction} for a database and the handlers of all modules. */
export function transactions(
  database: Database,
  handlers: EventHandler[],
  platform: () => Platform,
): Platform['transaction'] {
  return (actor, run) =>
    database.db.transaction().execute((transaction) => {
      const tx: Tx = {
        db: transaction,
        platform: platform(),
        actor,
        now: platform().clock.now(),
        audit: (...entries) => writeAudit(transaction, tx.now, actor, entries),
        emit: async (event, items) => {
          if (items.length === 0) return;
          for (const handler of handlers) {
            if (handler.event.name === event.name) await handler.handle(tx, items as never[]);
          }
        },
        enqueue: (job, data) => platform().jobs.send(job, data, transaction),
      };
      return run(tx);
    });
}

/**
 * State that belongs to one platform and is made when first asked for (a batch, a cache), so that
 * several platforms can live in one process, as they do in tests.
 */
export function perPlatform<T>(make: (platform: Platform) => T): (platform: Platform) => T {
  const made = new WeakMap<Platform, T>();
  return (platform) => {
    const known = made.get(platform);
    if (known !== undefined) return known;
    const fresh = make(platform);
    made.set(platform, fresh);
    return fresh;
  };
}
