import { type Selectable, sql } from 'kysely';
import type { IdentifierKind } from '../../../forms/sign-in.ts';
import type { Db } from '../../../platform/database.ts';
import type { IdentifierTable } from '../queries.ts';

type IdentifierRow = Pick<
  Selectable<IdentifierTable>,
  'person_id' | 'kind' | 'lookup' | 'encrypted' | 'alias'
>;

/** All that people are known by in a realm, main identifiers first. */
export async function listIdentifiersOf(
  db: Db,
  realm: string,
  personIds: string[],
): Promise<IdentifierRow[]> {
  const { rows } = await sql<IdentifierRow>`
    select person_id, kind, lookup, encrypted, alias from identifiers
    where realm = ${realm} and person_id = any(${personIds}::uuid[])
    order by alias, kind, lookup`.execute(db);
  return rows;
}

/** Keeps what a record is known by with the merge, and takes it from the record. */
export async function storeMerged(
  db: Db,
  { mergeId, realm, personId }: { mergeId: string; realm: string; personId: string },
): Promise<void> {
  await sql`
    insert into merged_identifiers
      (merge_id, realm, kind, lookup, encrypted, person_id, alias, earlier_merge_id)
    select ${mergeId}::uuid, realm, kind, lookup, encrypted, person_id, alias, merge_id
    from identifiers where realm = ${realm} and person_id = ${personId}::uuid`.execute(db);
  await sql`delete from identifiers
    where realm = ${realm} and person_id = ${personId}::uuid`.execute(db);
}

export async function insertMerged(
  db: Db,
  { mergeId, realm, personId }: { mergeId: string; realm: string; personId: string },
  rows: Pick<IdentifierRow, 'kind' | 'lookup' | 'encrypted' | 'alias'>[],
): Promise<void> {
  await sql`
    insert into identifiers (realm, kind, lookup, encrypted, person_id, alias, merge_id)
    select ${realm}, kind, lookup, encrypted, ${personId}::uuid, alias, ${mergeId}::uuid
    from unnest(${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ lookup }) => lookup)}::text[],
      ${rows.map(({ encrypted }) => encrypted)}::bytea[], ${rows.map(({ alias }) => alias)}::boolean[])
      as given (kind, lookup, encrypted, alias)`.execute(db);
}

/** Gives back what a merge took; what somebody else has by now breaks `identifiers_once`. */
export async function restoreMerged(db: Db, mergeId: string): Promise<void> {
  await sql`delete from identifiers where merge_id = ${mergeId}::uuid`.execute(db);
  await sql`
    insert into identifiers (realm, kind, lookup, encrypted, person_id, alias, merge_id)
    select realm, kind, lookup, encrypted, person_id, alias, earlier_merge_id
    from merged_identifiers where merge_id = ${mergeId}::uuid`.execute(db);
  await sql`delete from merged_identifiers where merge_id = ${mergeId}::uuid`.execute(db);
}

/** What merged records were known by, by merge; further identifiers are left out. */
export async function listMergedIdentifiers(
  db: Db,
  mergeIds: string[],
): Promise<(IdentifierRow & { realm: string; mergeId: string })[]> {
  const { rows } = await sql<IdentifierRow & { realm: string; mergeId: string }>`
    select merge_id as "mergeId", realm, person_id, kind, lookup, encrypted, alias
    from merged_identifiers where merge_id = any(${mergeIds}::uuid[]) and not alias
    order by kind`.execute(db);
  return rows;
}

/** The people themselves, and whoever has a document of theirs in whichever realm. */
export async function listSamePeople(db: Db, personIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select unnest(${personIds}::uuid[]) as id
    union
    select other.person_id from identifiers own cross join realms r
    join identifiers other on other.realm = r.code and other.kind = own.kind
      and other.lookup = own.lookup
    where own.kind = 'identity' and own.person_id = any(${personIds}::uuid[])`.execute(db);
  return rows.map(({ id }) => id);
}

export type ComparedRow = {
  person_id: string;
  initial_encrypted: Buffer | null;
  kind: IdentifierKind | null;
  lookup: string | null;
  encrypted: Buffer | null;
};

/** What tells whether people are alike: documents, phones, and initial passwords that are dates. */
export async function listCompared(
  db: Db,
  realm: string,
  personIds: string[],
): Promise<ComparedRow[]> {
  const { rows } = await sql<ComparedRow>`
    select m.person_id, case when r.one_time_passwords then null else m.initial_encrypted end
      as initial_encrypted, i.kind, i.lookup, i.encrypted
    from unnest(${personIds}::uuid[]) as given (id)
    join memberships m on m.person_id = given.id and m.realm = ${realm}
    join realms r on r.code = m.realm
    left join identifiers i on i.realm = m.realm and i.person_id = m.person_id
      and i.kind in ('identity', 'phone')`.execute(db);
  return rows;
}
