import type pg from 'pg';
import { JOB_SCHEMA } from './saving.ts';

/**
 * Drops what the product made in a database: everything that this role owns in its schema, and the
 * job queue's schema. Extensions, the schema with its rights, and what others own stay. To be called
 * within a transaction, so that it is done whole or not at all.
 */
export async function emptySchema(client: pg.PoolClient): Promise<void> {
  // A server that still runs on this database must not be waited for without end.
  await client.query("SET LOCAL lock_timeout = '5s'");
  await client.query(`DROP SCHEMA IF EXISTS ${JOB_SCHEMA} CASCADE`);
  for (const list of [tables, routines, types]) {
    const { rows } = await client.query<{ command: string }>(list);
    for (const { command } of rows) await client.query(command);
  }
}

/** Of a catalogue with the columns `oid`, `schema` and `owner`: ours, and no part of something else. */
const own = `
  schema = current_schema()::regnamespace
  AND pg_has_role(owner, 'MEMBER')
  AND NOT EXISTS (
    SELECT FROM pg_depend d
     WHERE d.objid = found.oid AND d.refobjid <> found.oid AND d.deptype IN ('e', 'i'))`;

const tables = `
  SELECT format('DROP %s IF EXISTS %s CASCADE', kind, oid::regclass) AS command
    FROM (SELECT oid, relnamespace AS schema, relowner AS owner,
                 CASE relkind WHEN 'r' THEN 'TABLE' WHEN 'p' THEN 'TABLE' WHEN 'v' THEN 'VIEW'
                   WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' END AS kind
            FROM pg_class) found
   WHERE kind IS NOT NULL AND ${own}`;

const routines = `
  SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure) AS command
    FROM (SELECT oid, pronamespace AS schema, proowner AS owner FROM pg_proc) found
   WHERE ${own}`;

const types = `
  SELECT format('DROP TYPE IF EXISTS %s CASCADE', oid::regtype) AS command
    FROM (SELECT oid, typnamespace AS schema, typowner AS owner
            FROM pg_type WHERE typtype IN ('e', 'd', 'r', 'c')) found
   WHERE ${own}`;
