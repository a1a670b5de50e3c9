import pg from 'pg';
import { expect, inject, it } from 'vitest';

it('has a PostgreSQL server that lets tests make databases', async () => {
  const client = new pg.Client(inject('database'));
  await client.connect();
  const { rows } = await client.query<{ version: number; may: boolean }>(
    `SELECT current_setting('server_version_num')::int AS version, rolcreatedb OR rolsuper AS may
       FROM pg_roles WHERE rolname = current_user`,
  );
  await client.end();
  expect(rows[0]?.version).toBeGreaterThanOrEqual(150_000);
  expect(rows[0]?.may).toBe(true);
});
