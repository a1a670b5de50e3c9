import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Kit, startKit } from '../server/testing/kit.ts';
import type { Pipeline } from './pipeline.ts';

let kit: Kit;

beforeAll(async () => {
  kit = await startKit();
  await kit.database.pool.query(
    'create table marks (id int primary key, note text not null, unique (note) deferrable initially deferred)',
  );
});
beforeEach(async () => {
  await kit.database.pool.query('truncate marks');
});
afterAll(() => kit.close());

const insert = (id: number, note = `note ${id}`) => sql`insert into marks values (${id}, ${note})`;
const sendInsert = ({ db, send }: Pipeline, id: number, note?: string) =>
  send(insert(id, note).compile(db));

async function marks(): Promise<number[]> {
  const { rows } = await kit.database.pool.query<{ id: number }>(
    'select id from marks order by id',
  );
  return rows.map(({ id }) => id);
}

it('commits what was sent and what was awaited, in their order', async () => {
  const seen = await kit.database.pipelined(async (pipeline) => {
    sendInsert(pipeline, 1);
    const { rows } = await sql<{ id: number }>`select id from marks`.execute(pipeline.db);
    pipeline.send(sql`update marks set id = id + 10`.compile(pipeline.db));
    sendInsert(pipeline, 2);
    return rows;
  });
  expect(seen).toEqual([{ id: 1 }]);
  expect(await marks()).toEqual([2, 11]);
});

it('shows nothing to others before the commit', async () => {
  await kit.database.pipelined(async (pipeline) => {
    await insert(1).execute(pipeline.db);
    expect(await marks()).toEqual([]);
  });
  expect(await marks()).toEqual([1]);
});

it('stores nothing when its work throws, and throws the same', async () => {
  const failing = kit.database.pipelined(async (pipeline) => {
    sendInsert(pipeline, 1);
    throw new Error('changed its mind');
  });
  await expect(failing).rejects.toThrow('changed its mind');
  expect(await marks()).toEqual([]);
});

it('throws the error of the statement that failed first', async () => {
  const attempts: ((pipeline: Pipeline) => Promise<unknown>)[] = [
    async (pipeline) => {
      sendInsert(pipeline, 1);
      sendInsert(pipeline, 1);
      sendInsert(pipeline, 2);
    },
    async (pipeline) => {
      sendInsert(pipeline, 1);
      sendInsert(pipeline, 1);
      await insert(2).execute(pipeline.db);
    },
    async (pipeline) => {
      sendInsert(pipeline, 1);
      await insert(1).execute(pipeline.db);
    },
    // Not even caught errors let the rest be committed.
    async (pipeline) => {
      sendInsert(pipeline, 1);
      await insert(1)
        .execute(pipeline.db)
        .catch(() => {});
    },
  ];
  for (const run of attempts) {
    await expect(kit.database.pipelined(run)).rejects.toMatchObject({ code: '23505' });
    expect(await marks()).toEqual([]);
  }
});

it('throws what the commit is refused with', async () => {
  const failing = kit.database.pipelined(async (pipeline) => {
    sendInsert(pipeline, 1, 'same');
    sendInsert(pipeline, 2, 'same');
  });
  await expect(failing).rejects.toMatchObject({ code: '23505' });
  expect(await marks()).toEqual([]);
});

it('stores nothing when a statement could not be sent', async () => {
  const failing = kit.database.pipelined(async (pipeline) => {
    const cyclic: { self?: unknown } = {};
    cyclic.self = cyclic;
    sendInsert(pipeline, 1);
    pipeline.send(sql`insert into marks values (2, ${cyclic})`.compile(pipeline.db));
  });
  await expect(failing).rejects.toMatchObject({ cause: { name: 'TypeError' } });
  expect(await marks()).toEqual([]);
});

it('ends all waits when the connection breaks or a statement takes too long', async () => {
  const { pool, pipelined } = kit.database;
  const broken = pipelined(async (pipeline) => {
    sendInsert(pipeline, 1);
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(
      pipeline.db,
    );
    const waits = sql`select pg_sleep(60)`.execute(pipeline.db);
    waits.catch(() => {});
    sendInsert(pipeline, 2);
    await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await waits;
  });
  await expect(broken).rejects.toMatchObject({ name: 'DatabaseAway' });
  const slow = pipelined(async (pipeline) => {
    pipeline.send(sql`set local statement_timeout = 50`.compile(pipeline.db));
    pipeline.send(sql`select pg_sleep(60)`.compile(pipeline.db));
    sendInsert(pipeline, 3);
  });
  await expect(slow).rejects.toMatchObject({ code: '57014' });
  expect(await marks()).toEqual([]);
  await pipelined(async (pipeline) => sendInsert(pipeline, 4));
  expect(await marks()).toEqual([4]);
});

it('prepares a statement that says so, once, also where two are sent one after the other', async () => {
  await kit.database.pipelined(async (pipeline) => {
    for (const id of [1, 2, 3]) {
      pipeline.send(
        sql`/* prepared: test.marks */ insert into marks values (${id}, ${`note ${id}`})`.compile(
          pipeline.db,
        ),
      );
    }
    const { rows } = await sql<{ name: string }>`
      select name from pg_prepared_statements where name = 'test.marks'`.execute(pipeline.db);
    expect(rows).toHaveLength(1);
  });
  expect(await marks()).toEqual([1, 2, 3]);
});
