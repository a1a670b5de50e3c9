import { type CompiledQuery, Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import type { Db } from './database.ts';
import { connect, DatabaseAway, isBroken } from './pool.ts';
import { named } from './prepared.ts';

/** A transaction whose statements are sent without waiting for those before them. */
export type Pipeline = {
  /** For statements whose rows are needed. */
  db: Db;
  /** Sends a statement at once. Nobody waits for it: if it fails, the transaction does. */
  send(statement: CompiledQuery): void;
};

export type Pipelined = <T>(run: (pipeline: Pipeline) => Promise<T>) => Promise<T>;

/** What PostgreSQL says to every statement after one that failed. */
const abortedBefore = '25P02';

/**
 * Transactions on prepared connections that send `begin`, the statements and `commit` without waiting
 * in between, except where `run` waits for rows. PostgreSQL executes them in their order. If one
 * fails, it refuses all that follow, turns the commit into a rollback, and the transaction throws the
 * error of that one.
 */
export function pipelined(pool: pg.Pool): Pipelined {
  return async (run) => {
    const client = await connect(pool);
    const statements = new Statements(client);
    try {
      statements.send('begin');
      const result = await run({
        db: statements.db,
        send: ({ sql, parameters }) => statements.send(sql, parameters),
      });
      await statements.commit();
      return result;
    } catch (error) {
      await statements.rollback();
      throw statements.reasonFor(error);
    } finally {
      client.release(statements.broken);
    }
  };
}

class Statements {
  readonly #client: pg.PoolClient;
  /** The first error, which all later ones follow from. */
  #failure: Error | undefined;
  broken = false;
  readonly db: Db;

  constructor(client: pg.PoolClient) {
    this.#client = client;
    const query = (text: string, values: readonly unknown[]) => this.#execute(text, values);
    const connection = { query, release: () => {} } as unknown as PostgresPoolClient;
    const pool = { options: {}, connect: async () => connection, end: async () => {} };
    this.db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  }

  send(text: string, values: readonly unknown[] = []): void {
    this.#submit(text, values, () => {});
  }

  async commit(): Promise<void> {
    // A statement that could not even be sent fails in the next tick.
    await new Promise<void>((resolve) => process.nextTick(resolve));
    if (this.#failure) throw this.#failure;
    const { command } = await this.#execute('commit');
    if (this.#failure) throw this.#failure;
    if (command !== 'COMMIT') throw new Error(`The commit was answered with ${command}.`);
  }

  /** Also ends every wait: PostgreSQL answers in the order in which it was asked. */
  async rollback(): Promise<void> {
    if (this.broken) return;
    await this.#execute('rollback').catch(() => {
      this.broken = true;
    });
  }

  /** Why the transaction failed, given what its work threw. */
  reasonFor(error: unknown): unknown {
    const follows = error instanceof pg.DatabaseError && error.code === abortedBefore;
    return follows ? (this.#failure ?? error) : error;
  }

  #execute(text: string, values: readonly unknown[] = []): Promise<pg.QueryResult> {
    return new Promise((resolve, reject) => {
      this.#submit(text, values, (error, result) => (error ? reject(error) : resolve(result)));
    });
  }

  #submit(
    text: string,
    values: readonly unknown[],
    done: (error: Error | null, result: pg.QueryResult) => void,
  ): void {
    this.#client.query(named(text, values), (cause: Error | null, result: pg.QueryResult) => {
      if (!cause) return done(null, result);
      const error = isBroken(cause) ? new DatabaseAway(cause) : cause;
      if (error !== cause) this.broken = true;
      this.#failure ??= error;
      done(error, result);
    });
  }
}
