import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { KnownCard } from './rules-roster.ts';

/** Keeps other rosters of the realm waiting until this transaction ends; sign-ins go on. */
export async function lockRealm(db: Db, realm: string): Promise<void> {
  const { rows } = await sql`
    select from realms where code = ${realm} for no key update`.execute(db);
  if (rows.length === 0) throw new Error(`There is no realm ${realm}.`);
}

/**
 * Every card of the people who hold one of these cards or are named by id. Two look-ups by index: as
 * one statement it is planned badly while a first import fills the tables.
 */
export async function listKnownCards(
  db: Db,
  realm: string,
  cards: string[],
  personIds: string[],
): Promise<KnownCard[]> {
  const { rows: holders } = await sql<{ person_id: string }>`
    select person_id from identifiers
    where realm = ${realm} and kind = 'card' and lookup = any(${cards}::text[])`.execute(db);
  const ids = new Set([...personIds, ...holders.map(({ person_id }) => person_id)]);
  const { rows } = await sql<KnownCard>`
    select lookup as card, person_id as "personId", alias from identifiers
    where realm = ${realm} and kind = 'card' and person_id = any(${[...ids]}::uuid[])`.execute(db);
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

/** Gives people exactly these cards in the realm. */
export async function replaceCards(
  db: Db,
  realm: string,
  personIds: string[],
  cards: KnownCard[],
): Promise<void> {
  if (personIds.length === 0) return;
  await sql`
    delete from identifiers
    where realm = ${realm} and kind = 'card' and person_id = any(${personIds}::uuid[])`.execute(db);
  await sql`
    insert into identifiers (realm, kind, lookup, person_id, alias)
    select ${realm}, 'card', card, person_id, alias from unnest(
      ${cards.map(({ card }) => card)}::text[],
      ${cards.map(({ personId }) => personId)}::uuid[],
      ${cards.map(({ alias }) => alias)}::boolean[]
    ) as given(card, person_id, alias)`.execute(db);
}
