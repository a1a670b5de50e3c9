import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Kit, startKit } from '../server/testing/kit.ts';

/** What the role of the server cannot do, whatever a request makes it ask. What it can, all other tests show. */

let kit: Kit;
beforeAll(async () => {
  kit = await startKit();
});
afterAll(() => kit.close());

it.each([
  ['alter table audit_entries disable trigger all'],
  ['alter table audit_entries disable trigger audit_entries_append_only'],
  ['drop trigger audit_entries_append_only on audit_entries'],
  ["set session_replication_role = 'replica'"],
  ['truncate audit_entries'],
  ['truncate sessions'],
  ["copy sessions from program 'true'"],
  ["copy (select 1) to program 'true'"],
  ["select pg_read_file('PG_VERSION')"],
  ['create table mine (id int)'],
  ['create or replace function refuse_change() returns trigger language sql as $$ select null $$'],
  ['alter table reports owner to current_user'],
  ['drop table reports'],
  ["insert into migrations values ('x', 'x', now())"],
  ['set role postgres; reset role; alter role current_user superuser'],
])('refuses: %s', async (statement) => {
  const code = await sql
    .raw(statement)
    .execute(kit.platform.db)
    .then(
      () => 'done',
      (error: { code?: string }) => error.code,
    );
  // Not permitted; or no such role to become.
  expect(['42501', '22023']).toContain(code);
});
