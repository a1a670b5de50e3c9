import { sql } from 'kysely';
import type { App } from '../../../platform/contract.ts';
import type { Db } from '../../../platform/database.ts';

/** Whether somebody has finished the first sign-in to an app of a realm, and may sign in there now. */
export async function maySignIn(
  db: Db,
  { personId, realm, app }: { personId: string; realm: string; app: App },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    select from memberships m
    join realms r on r.code = m.realm
    join accounts a on a.person_id = m.person_id and a.realm = m.realm
      and a.credential_scope = r.apps ->> ${app}::text
    where m.person_id = ${personId} and m.realm = ${realm}
      and not m.disabled and coalesce(m.withdrawn_at > ${now}, true)`.execute(db);
  return rows.length > 0;
}
