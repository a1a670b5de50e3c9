import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { makeDatabase, type TestDatabase } from './test/cluster.ts';

/** What one user of a connection leaves behind must not meet the next one. */

let own: TestDatabase;
let database: Database;

beforeAll(async () => {
  own = await makeDatabase(inject('database'));
  // One connection, so that the next user gets the same one.
  database = openDatabase(own.connection, { max: 1 });
});
afterAll(async () => {
  await database.close();
  await own.drop();
});

const one = () => sql<{ one: number }>`select 1 as one`.execute(database.db);

it('takes back no connection whose script failed in the middle of its transaction', async () => {
  const script = sql.raw('begin; select 1 / 0; commit');
  await expect(script.execute(database.db)).rejects.toThrow('division by zero');
  expect((await one()).rows).toEqual([{ one: 1 }]);
});

it('takes back no connection with a transaction that somebody forgot', async () => {
  await database.pool.query('create table forgotten (id int)');
  await database.pool.query('begin; insert into forgotten values (1)');
  const { rows } = await database.pool.query('select count(*)::int as count from forgotten');
  expect(rows).toEqual([{ count: 0 }]);

  const client = await database.pool.connect();
  await client.query('begin');
  await expect(client.query('select 1 / 0')).rejects.toThrow('division by zero');
  client.release();
  expect((await one()).rows).toEqual([{ one: 1 }]);
});

it('keeps a connection whose statement or transaction failed and was rolled back', async () => {
  const pid = async () => (await database.pool.query('select pg_backend_pid() as pid')).rows[0].pid;
  const before = await pid();
  await expect(sql`select 1 / 0`.execute(database.db)).rejects.toThrow('division by zero');
  const transaction = database.db.transaction().execute((tx) => sql`select 1 / 0`.execute(tx));
  await expect(transaction).rejects.toThrow('division by zero');
  expect(await pid()).toBe(before);
});
