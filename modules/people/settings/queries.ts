import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';

export async function findSetting(db: Db, personId: string, name: string): Promise<unknown> {
  const { rows } = await sql<{ value: unknown }>`
    select value from account_settings where person_id = ${personId} and name = ${name}`.execute(
    db,
  );
  return rows[0]?.value ?? null;
}

export async function deleteSetting(db: Db, personId: string, name: string): Promise<void> {
  await sql`delete from account_settings where person_id = ${personId} and name = ${name}`.execute(
    db,
  );
}

type Setting = { personId: string; name: string; value: string; now: Date };

/** Answers whether it is kept: a new one is not where somebody has `most` already. */
export async function upsertSetting(
  db: Db,
  { personId, name, value, now }: Setting,
  most: number,
): Promise<boolean> {
  const { rows } = await sql`
    insert into account_settings (person_id, name, value, changed_at)
    select ${personId}::uuid, ${name}, ${value}::jsonb, ${now}
    where (select count(*) from account_settings where person_id = ${personId} and name <> ${name}) < ${most}
    on conflict (person_id, name) do update set value = excluded.value, changed_at = excluded.changed_at
    returning name`.execute(db);
  return rows.length > 0;
}
