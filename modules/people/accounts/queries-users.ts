import { type Selectable, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { IdentifierTable, PeopleTables } from '../queries.ts';

const typed = (db: Db) => db.withTables<PeopleTables>();

/** Adds a person who takes part in a realm and is known by nothing yet. */
export async function insertUser(
  db: Db,
  user: { id: string; realm: string; name: string; initial: Buffer | null },
  now: Date,
): Promise<void> {
  const { id, realm, name, initial } = user;
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
}

/** Adds an identifier of a person; one that may be had once and is taken breaks `identifiers_once`. */
export async function insertIdentifier(
  db: Db,
  row: Omit<Selectable<IdentifierTable>, 'alias' | 'merge_id'>,
): Promise<void> {
  await typed(db)
    .insertInto('identifiers')
    .values({ ...row, alias: false, merge_id: null })
    .execute();
}

export async function deleteIdentifiers(
  db: Db,
  { realm, kind, person_id }: Pick<Selectable<IdentifierTable>, 'realm' | 'kind' | 'person_id'>,
): Promise<void> {
  await typed(db)
    .deleteFrom('identifiers')
    .where('realm', '=', realm)
    .where('kind', '=', kind)
    .where('person_id', '=', person_id)
    .execute();
}

export function listHolders(
  db: Db,
  { realm, kind, lookup }: Pick<IdentifierTable, 'realm' | 'kind' | 'lookup'>,
): Promise<{ personId: string; name: string }[]> {
  return typed(db)
    .selectFrom('identifiers as i')
    .innerJoin('persons as p', 'p.id', 'i.person_id')
    .select(['i.person_id as personId', 'p.name'])
    .where('i.realm', '=', realm)
    .where('i.kind', '=', kind)
    .where('i.lookup', '=', lookup)
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
