import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { KnownIdentifier } from './rules.ts';

/** Keeps other rosters of the realm waiting until this transaction ends; sign-ins go on. */
export async function lockRealm(db: Db, realm: string): Promise<void> {
  const { rows } = await sql`
    select from realms where code = ${realm} for no key update`.execute(db);
  if (rows.length === 0) throw new Error(`There is no realm ${realm}.`);
}

/**
 * Every identifier of the people who hold one of these or are named by id. Two look-ups by index: as
 * one statement it is planned badly while a first import fills the tables.
 */
export async function listKnownIdentifiers(
  db: Db,
  realm: string,
  given: Pick<KnownIdentifier, 'kind' | 'lookup'>[],
  personIds: string[],
): Promise<KnownIdentifier[]> {
  const { rows: holders } = await sql<{ person_id: string }>`
    select i.person_id from unnest(
      ${given.map(({ kind }) => kind)}::text[], ${given.map(({ lookup }) => lookup)}::text[]
    ) as given(kind, lookup)
    join identifiers i on i.realm = ${realm} and i.kind = given.kind and i.lookup = given.lookup
    `.execute(db);
  const ids = new Set([...personIds, ...holders.map(({ person_id }) => person_id)]);
  const { rows } = await sql<KnownIdentifier>`
    select kind, lookup, person_id as "personId", alias, merge_id is not null as merged
    from identifiers
    where realm = ${realm} and person_id = any(${[...ids]}::uuid[])`.execute(db);
  return rows;
}

export type KnownPerson = {
  id: string;
  name: string;
  member: boolean;
  initial_encrypted: Buffer | null;
};

export async function listKnownPeople(
  db: Db,
  realm: string,
  personIds: string[],
): Promise<KnownPerson[]> {
  const { rows } = await sql<KnownPerson>`
    select p.id, p.name, m.person_id is not null as member, m.initial_encrypted
    from persons p left join memberships m on m.person_id = p.id and m.realm = ${realm}
    where p.id = any(${personIds}::uuid[])`.execute(db);
  return rows;
}

export async function insertPersons(
  db: Db,
  people: { id: string; name: string }[],
  now: Date,
): Promise<void> {
  if (people.length === 0) return;
  await sql`
    insert into persons (id, name, created_at)
    select id, name, ${now} from unnest(
      ${people.map(({ id }) => id)}::uuid[], ${people.map(({ name }) => name)}::text[]
    ) as given(id, name)`.execute(db);
}

export async function renamePersons(db: Db, people: { id: string; name: string }[]): Promise<void> {
  if (people.length === 0) return;
  await sql`
    update persons set name = given.name from unnest(
      ${people.map(({ id }) => id)}::uuid[], ${people.map(({ name }) => name)}::text[]
    ) as given(id, name)
    where persons.id = given.id`.execute(db);
}

/** Makes people members of the realm; a null keeps the initial password that is there. */
export async function upsertMemberships(
  db: Db,
  realm: string,
  members: { id: string; initial: Buffer | null }[],
): Promise<void> {
  if (members.length === 0) return;
  await sql`
    insert into memberships (person_id, realm, initial_encrypted)
    select id, ${realm}, initial from unnest(
      ${members.map(({ id }) => id)}::uuid[], ${members.map(({ initial }) => initial)}::bytea[]
    ) as given(id, initial)
    on conflict (person_id, realm) do update
    set initial_encrypted = coalesce(excluded.initial_encrypted, memberships.initial_encrypted)`.execute(
    db,
  );
}

/**
 * Takes identifiers away, then adds others: one may change hands. `encrypted` is null for what is found
 * as it is written. What stays with its person, and becomes a further one or the main one, is not written anew.
 */
export async function changeIdentifiers(
  db: Db,
  realm: string,
  taken: KnownIdentifier[],
  given: (KnownIdentifier & { encrypted: Buffer | null })[],
): Promise<void> {
  const keyOf = ({ kind, lookup, personId }: KnownIdentifier) => `${kind} ${personId} ${lookup}`;
  const [before, after] = [new Set(taken.map(keyOf)), new Set(given.map(keyOf))];
  const stays = given.filter((each) => before.has(keyOf(each)));
  const removed = taken.filter((each) => !after.has(keyOf(each)));
  const added = given.filter((each) => !before.has(keyOf(each)));
  const demoted = stays.filter(({ alias }) => alias);
  const promoted = stays.filter(({ alias }) => !alias);
  await markIdentifiers(db, realm, demoted);
  if (removed.length > 0) {
    await sql`
      delete from identifiers using unnest(
        ${removed.map(({ kind }) => kind)}::text[],
        ${removed.map(({ lookup }) => lookup)}::text[],
        ${removed.map(({ personId }) => personId)}::uuid[]
      ) as given(kind, lookup, person_id)
      where identifiers.realm = ${realm} and identifiers.kind = given.kind
        and identifiers.lookup = given.lookup and identifiers.person_id = given.person_id
      `.execute(db);
  }
  await markIdentifiers(db, realm, promoted);
  if (added.length === 0) return;
  await sql`
    insert into identifiers (realm, kind, lookup, encrypted, person_id, alias)
    select ${realm}, kind, lookup, encrypted, person_id, alias from unnest(
      ${added.map(({ kind }) => kind)}::text[],
      ${added.map(({ lookup }) => lookup)}::text[],
      ${added.map(({ encrypted }) => encrypted)}::bytea[],
      ${added.map(({ personId }) => personId)}::uuid[],
      ${added.map(({ alias }) => alias)}::boolean[]
    ) as given(kind, lookup, encrypted, person_id, alias)`.execute(db);
}

/** Makes identifiers further ones of their people, or the main ones, which are then their own however they came. */
async function markIdentifiers(db: Db, realm: string, marked: KnownIdentifier[]): Promise<void> {
  if (marked.length === 0) return;
  await sql`
    update identifiers set alias = given.alias,
      merge_id = case when given.alias then identifiers.merge_id end
    from unnest(
      ${marked.map(({ kind }) => kind)}::text[],
      ${marked.map(({ lookup }) => lookup)}::text[],
      ${marked.map(({ personId }) => personId)}::uuid[],
      ${marked.map(({ alias }) => alias)}::boolean[]
    ) as given (kind, lookup, person_id, alias)
    where identifiers.realm = ${realm} and identifiers.kind = given.kind
      and identifiers.lookup = given.lookup and identifiers.person_id = given.person_id
    `.execute(db);
}
