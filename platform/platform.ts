import type { CompiledQuery } from 'kysely';
import { type AuditEntry, lookedAt, peopleRead, writeAudit } from './audit.ts';
import type { Clock } from './clock.ts';
import type { PermissionGroup, PermissionName, PermissionText } from './contract.ts';
import type { Keys } from './crypto.ts';
import type { Database, Db } from './database.ts';
import { type EventHandler, type EventKind, handlersFinder } from './events.ts';
import type { Files } from './files.ts';
import type { JobKind, Jobs } from './jobs.ts';
import type { Access, Actor, Administrators, ApiKeys, Sessions, Wards } from './scope.ts';
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
  /** Every permission that a contract declares, with its sentence. */
  permissions: Record<PermissionName, PermissionText>;
  /** The same under headings. */
  permissionGroups: readonly PermissionGroup[];
  administrators: Administrators;
  sessions: Sessions;
  wards: Wards;
  apiKeys: ApiKeys;
  /** An installation with invented people, in which nothing is really sent. */
  demo: boolean;
  /** Where people reach this installation, without a slash at the end. */
  publicUrl: string;
  /** Boundaries of regions as GeoJSON, a file for each code of GB/T 2260; null where the installation has none. */
  boundariesFolder: string | null;
  log: Log;
  /** Whether any module takes up this event when it is about the topic. */
  isHandled<Item, Topic extends object | null>(
    event: EventKind<Item, Topic>,
    topic: Topic,
  ): boolean;
  /** Runs a write in one transaction; see {@link Tx}. */
  transaction<T>(actor: Actor | null, run: (tx: Tx) => Promise<T>): Promise<T>;
  /** As {@link Platform.transaction}, for writes that are hot: see `platform/pipeline.ts`. */
  hotTransaction<T>(run: (tx: Tx) => Promise<T>): Promise<T>;
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
  /**
   * Executes a statement whose rows nobody needs. In a hot transaction this does not wait for the
   * statement but for the commit: if the statement fails, so does the transaction.
   */
  send(statement: CompiledQuery): Promise<void>;
  /** Tells the modules to the right, whose handlers are done before this returns. */
  emit<Item, Topic extends object | null>(
    event: EventKind<Item, Topic>,
    items: Item[],
    ...topic: Topic extends null ? [] : [topic: Topic]
  ): Promise<void>;
  /** Work to do after the commit: whatever leaves the process. */
  enqueue<T extends object>(job: JobKind<T>, data: T): Promise<void>;
};

type Transactions = Pick<Platform, 'isHandled' | 'transaction' | 'hotTransaction'>;

/** Makes the transactions of a platform, for a database and the handlers of all modules. */
export function transactions(
  { db, pipelined }: Database,
  handlers: EventHandler[],
  platform: () => Platform,
): Transactions {
  const handlersOf = handlersFinder(handlers);
  const begin = (within: Db, actor: Actor | null, send: Tx['send']): Tx => {
    const tx: Tx = {
      db: within,
      platform: platform(),
      actor,
      now: platform().clock.now(),
      audit: async (...entries) => {
        await writeAudit(within, tx.now, actor, entries);
        const singly = actor ? lookedAt(entries) : [];
        if (actor && singly.length > 0) await tx.emit(peopleRead, [{ actor, singly, listed: 0 }]);
      },
      send,
      emit: async (event, items, ...[topic = null]) => {
        if (items.length === 0) return;
        for (const { handle } of handlersOf(event, topic)) await handle(tx, items as never[]);
      },
      enqueue: (job, data) => platform().jobs.send(job, data, within),
    };
    return tx;
  };
  return {
    isHandled: (event, topic) => handlersOf(event, topic).length > 0,
    transaction: (actor, run) =>
      db.transaction().execute((within) =>
        run(
          begin(within, actor, async (statement) => {
            await within.executeQuery(statement);
          }),
        ),
      ),
    hotTransaction: (run) =>
      pipelined((pipeline) =>
        run(begin(pipeline.db, null, async (statement) => pipeline.send(statement))),
      ),
  };
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
