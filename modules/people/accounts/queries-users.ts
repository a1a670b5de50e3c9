import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PeopleTables } from '../queries.ts';

const typed = (db: Db) => db.withTables<PeopleTables>();

/** Adds a person with a user name; a name that is taken breaks `identifiers_once`. */
export async function insertUser(
  db: Db,
  user: { id: string; realm: string; name: string; username: string; initial: Buffer | null },
  now: Date,
): Promise<void> {
  const { id, realm, name, username, initial } = user;
  await typed(db).insertInto('persons').values({ id, name, created_at: now }).execute();
  await typed(db)
    .insertInto('memberships')
    .values({
      person_id: id,
      realm,
      initial_encrypted: initial,
      disabled: false,
      withdrawn_at: null,
    })
    .execute();
  await typed(db)
    .insertInto('identifiers')
    .values({
      realm,
      kind: 'username',
      lookup: username,
      encrypted: null,
      person_id: id,
      alias: false,
    })
    .execute();
}

/** Sets from when on people take no part in a realm. */
export async function updateWithdrawnMemberships(
  db: Db,
  realm: string,
  people: { personId: string; at: Date | null }[],
): Promise<void> {
  await sql`
    update memberships m set withdrawn_at = given.at from unnest(
      ${people.map(({ personId }) => personId)}::uuid[], ${people.map(({ at }) => at)}::timestamptz[]
    ) as given (person_id, at)
    where m.realm = ${realm} and m.person_id = given.person_id`.execute(db);
}

export async function updateDisabled(
  db: Db,
  personIds: string[],
  realm: string,
  disabled: boolean,
): Promise<void> {
  await typed(db)
    .updateTable('memberships')
    .set({ disabled })
    .where('realm', '=', realm)
    .where('person_id', '=', sql<string>`any(${personIds}::uuid[])`)
    .execute();
}

/** Locks memberships to `change`, in the order of the people's ids. */
export async function lockMemberships(db: Db, personIds: string[], realm: string): Promise<void> {
  await typed(db)
    .selectFrom('memberships')
    .select('person_id')
    .where('realm', '=', realm)
    .where('person_id', '=', sql<string>`any(${personIds}::uuid[])`)
    .orderBy('person_id')
    .forNoKeyUpdate()
    .execute();
}
