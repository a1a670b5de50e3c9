import type pg from 'pg';

/** What a server that has run since yesterday has in its database's memory: the smaller first, as much as there is room. */
export async function readIntoMemory(pool: pg.Pool): Promise<void> {
  await pool.query('create extension if not exists pg_prewarm');
  await pool.query(
    `select pg_prewarm(oid) from (
       select oid, sum(pg_relation_size(oid)) over (order by pg_relation_size(oid), oid) as bytes
       from pg_class where relkind in ('r', 'i') and relnamespace = 'public'::regnamespace) sized
     where bytes < 0.9 * pg_size_bytes(current_setting('shared_buffers'))`,
  );
}
