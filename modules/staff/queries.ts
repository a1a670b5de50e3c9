import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { PlaceScope } from '../../platform/scope.ts';
import { searchWords } from '../../platform/search-words.ts';
import { inSubtree } from '../../platform/subtree.ts';
import { type GrantTable, listHoldersAtRoot } from '../access/public.ts';
import { type IdentifierLookup, type PeopleTables, staffRealm } from '../people/public.ts';
import type { PlaceTable } from '../places/public.ts';

/** What is kept of everybody on the staff beside the person, so that lists are read along an index. */
type StaffMemberTable = {
  id: number;
  person_id: string;
  name_order: string;
  username: string;
  remark: string | null;
};

type Tables = PeopleTables & {
  grants: GrantTable;
  places: PlaceTable;
  staff_members: StaffMemberTable;
};

const typed = (db: Db) => db.withTables<Tables>();

type NewMember = { personId: string; name: string; username: string; remark?: string | null };

/** Enters a person among the staff; their name is found by its words. */
export async function insertStaffMember(
  db: Db,
  { personId, name, username, remark = null }: NewMember,
): Promise<void> {
  await sql`
    insert into staff_members (person_id, name_order, username, words, remark)
    values (${personId}, name_order(${name}), ${username},
      array_to_tsvector(${searchWords(name, [])}::text[]), ${remark})
    on conflict (person_id) do nothing`.execute(db);
}

/** Staff who were there before lists of them were read from a table of their own. */
export async function listMissingMembers(db: Db): Promise<NewMember[]> {
  const { rows } = await sql<NewMember>`
    select m.person_id as "personId", p.name, coalesce(i.lookup, '') as username
    from memberships m
    join persons p on p.id = m.person_id
    left join identifiers i on i.person_id = m.person_id and i.realm = m.realm and i.kind = 'username'
    where m.realm = ${staffRealm}
      and not exists (select from staff_members s where s.person_id = m.person_id)
    order by p.created_at, p.id`.execute(db);
  return rows;
}

export async function updateStaffRemark(
  db: Db,
  personId: string,
  remark: string | null,
): Promise<void> {
  await typed(db)
    .updateTable('staff_members')
    .set({ remark })
    .where('person_id', '=', personId)
    .execute();
}

/** What one edits of a member of staff, as it is now. */
export async function findStaffState(
  db: Db,
  personId: string,
): Promise<Pick<StaffRow, 'disabled' | 'remark'> | undefined> {
  return typed(db)
    .selectFrom('staff_members as s')
    .innerJoin('memberships as m', 'm.person_id', 's.person_id')
    .select(['m.disabled', 's.remark'])
    .where('s.person_id', '=', personId)
    .where('m.realm', '=', staffRealm)
    .executeTakeFirst();
}

export type StaffRow = {
  id: number;
  person_id: string;
  name: string;
  name_order: string;
  initial: string;
  /** Empty for who signs in by phone. */
  username: string;
  remark: string | null;
  disabled: boolean;
  activated: boolean;
  documented: boolean;
};

/** Whom a list of staff shows; all of it must fit, role, place and kind of place in one grant. */
export type StaffSearch = {
  personId?: string | undefined;
  /** Those with one of these numbers of the list, or of these user names. */
  known?: { ids: number[]; usernames: string[] } | undefined;
  /** A text search query over the words of the name. */
  words?: string | undefined;
  /** The beginning of a user name. */
  username?: string | undefined;
  /** Documents and phones, whole: of each of these they have one. */
  identifiers?: IdentifierLookup[][] | undefined;
  disabled?: boolean | undefined;
  role?: string | undefined;
  /** Path of a place; those below it are meant, too. */
  path?: string | undefined;
  /** Staff of organisations and regions, or of sites. */
  type?: 'organisation' | 'site' | undefined;
  /** The letter from which on the list is shown. */
  from?: string | undefined;
  after?: readonly [string, string, number] | undefined;
  limit: number;
};

/** Staff with a role at or below the scope's places, by name; on demand those without any role, too. */
export async function listStaff(
  db: Db,
  scope: PlaceScope,
  search: StaffSearch,
  alsoLoose: boolean,
): Promise<StaffRow[]> {
  const { personId, known, words, username, disabled, from, after, limit } = search;
  let rows = staffRows(db);
  const { role, path, type } = search;
  const isAny = role === undefined && path === undefined && type === undefined;
  // Nobody asks for grants of who may see everybody.
  if (!isAny || !alsoLoose) {
    const grants = suitableGrants(scope, search);
    const few = await findFewHolders(db, grants);
    rows = rows.where(
      few
        ? sql<boolean>`s.person_id = any(${few}::uuid[])`
        : sql<boolean>`exists (${grants} and grants.person_id = s.person_id)`,
    );
  }
  if (personId !== undefined) rows = rows.where('s.person_id', '=', personId);
  if (known) {
    rows = rows.where(
      sql<boolean>`(s.id = any(${known.ids}::bigint[]) or s.username = any(${known.usernames}::text[]))`,
    );
  }
  if (words) rows = rows.where(sql<boolean>`s.words @@ to_tsquery('simple', ${words})`);
  if (username !== undefined) rows = rows.where('s.username', 'like', `${escaped(username)}%`);
  for (const any of search.identifiers ?? []) {
    const kinds = any.map(({ kind }) => kind);
    const lookups = any.map(({ lookup }) => lookup);
    rows = rows.where(
      sql<boolean>`s.person_id in (select i.person_id from identifiers i
        join unnest(${kinds}::text[], ${lookups}::text[]) given (kind, lookup) using (kind, lookup)
        where i.realm = ${staffRealm})`,
    );
  }
  if (disabled !== undefined) rows = rows.where('m.disabled', '=', disabled);
  if (from) rows = rows.where('s.name_order', '>=', from.toUpperCase());
  if (after) {
    rows = rows.where(
      sql<boolean>`(s.name_order, s.username, s.id) > (${after[0]}, ${after[1]}, ${after[2]}::bigint)`,
    );
  }
  return rows.orderBy('s.name_order').orderBy('s.username').orderBy('s.id').limit(limit).execute();
}

/** The grants of a role on places at or below the scope's, by their ids. */
export function findHolders(
  db: Db,
  scope: PlaceScope,
  { role, after, limit }: { role: string; after: number; limit: number },
) {
  return staffRows(db)
    .innerJoin('grants as g', 'g.person_id', 'm.person_id')
    .innerJoin('places as at', 'at.id', 'g.place_id')
    .select(['g.id as grant_id', 'g.place_id', 'at.name_zh', 'at.name_en'])
    .where('g.role', '=', role)
    .where(inSubtree('at.path', scope))
    .where('g.id', '>', after)
    .orderBy('g.id')
    .limit(limit)
    .execute();
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** The grants such as are asked for, as far as the scope reaches. */
function suitableGrants(
  scope: PlaceScope,
  { role, path, type }: StaffSearch,
): RawBuilder<{ person_id: string }> {
  const kinds = type === 'site' ? ['site'] : ['region', 'organisation'];
  return sql`select grants.person_id from grants join places on places.id = grants.place_id
    where ${inSubtree('places.path', scope)}
      ${role === undefined ? sql`` : sql`and grants.role = ${role}`}
      ${path === undefined ? sql`` : sql`and places.path like ${`${path}%`}`}
      ${type === undefined ? sql`` : sql`and places.kind = any(${kinds}::text[])`}`;
}

const fewHolders = 2_000;

/**
 * Who holds such grants, where those are few: then the list is made of them. Where they are many, the first of them are
 * soon met along the order of names; few ones are not, and the database cannot guess how many there are.
 */
async function findFewHolders(
  db: Db,
  grants: RawBuilder<{ person_id: string }>,
): Promise<string[] | undefined> {
  const { rows } = await sql<{ person_id: string }>`${grants} limit ${fewHolders + 1}`.execute(db);
  if (rows.length > fewHolders) return undefined;
  return [...new Set(rows.map(({ person_id }) => person_id))];
}

const staffRows = (db: Db) =>
  typed(db)
    .selectFrom('staff_members as s')
    .innerJoin('memberships as m', (join) =>
      join.onRef('m.person_id', '=', 's.person_id').on('m.realm', '=', staffRealm),
    )
    .innerJoin('persons as p', 'p.id', 's.person_id')
    .select(['s.id', 's.person_id', 'p.name', 's.name_order', 's.username', 's.remark'])
    .select(['m.disabled'])
    .select(sql<string>`left(s.name_order, 1)`.as('initial'))
    .select(
      sql<boolean>`exists (select from accounts a where a.person_id = m.person_id
        and a.realm = m.realm)`.as('activated'),
    )
    .select(
      sql<boolean>`exists (select from identifiers d where d.person_id = m.person_id
        and d.realm = m.realm and d.kind = 'identity')`.as('documented'),
    );

type Administrator = { personId: string; username: string };

/** Who may manage the staff of a whole tree, by user name. */
export async function listAdministrators(db: Db): Promise<Administrator[]> {
  const personIds = await listHoldersAtRoot(db, 'staff.manage');
  const rows = await staffRows(db)
    .where('s.person_id', '=', sql<string>`any(${personIds}::uuid[])`)
    .orderBy('s.username')
    .execute();
  return rows.map(({ person_id, username }) => ({ personId: person_id, username }));
}

type LinkTable = { token_hash: Buffer; person_id: string | null; expires_at: Date };

const links = (db: Db) => db.withTables<{ first_links: LinkTable }>();

/** A link from the machine, for an administrator who is there or, with null, for the first one. */
export type Link = { hash: Buffer; personId: string | null; expiresAt: Date };

/** Makes this the only link for whom it is. */
export async function replaceLink(db: Db, { hash, personId, expiresAt }: Link): Promise<void> {
  await links(db)
    .deleteFrom('first_links')
    .where(sql<boolean>`person_id is not distinct from ${personId}::uuid`)
    .execute();
  await links(db)
    .insertInto('first_links')
    .values({ token_hash: hash, person_id: personId, expires_at: expiresAt })
    .execute();
}

export async function findLink(
  db: Db,
  hash: Buffer,
  now: Date,
): Promise<Pick<Link, 'personId'> | undefined> {
  return links(db)
    .selectFrom('first_links')
    .select('person_id as personId')
    .where('token_hash', '=', hash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

/** Uses the link up; says whether it was good. Of two who try at once, one is told no. */
export async function takeLink(db: Db, hash: Buffer, now: Date): Promise<boolean> {
  const { numDeletedRows } = await links(db)
    .deleteFrom('first_links')
    .where('token_hash', '=', hash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Lets nobody else change who administers what until the transaction ends. */
export async function lockAdministrators(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('staff.administrators'))`.execute(db);
}

/** Those of these people who can sign in: their account is not disabled, and has a password of their own. */
export async function listActive(db: Db, personIds: string[]): Promise<Set<string>> {
  const rows = await staffRows(db)
    .where('m.person_id', '=', sql<string>`any(${personIds}::uuid[])`)
    .execute();
  return new Set(
    rows.filter(({ disabled, activated }) => !disabled && activated).map((row) => row.person_id),
  );
}

/** The names of those of these people whose account is not disabled, in the order of names. */
export async function listNamesOf(
  db: Db,
  personIds: string[],
): Promise<{ personId: string; name: string }[]> {
  const rows = await staffRows(db)
    .where('m.person_id', '=', sql<string>`any(${personIds}::uuid[])`)
    .where('m.disabled', '=', false)
    .orderBy('s.name_order')
    .execute();
  return rows.map(({ person_id, name }) => ({ personId: person_id, name }));
}

/** Those of these people who hold a role at or below the scope's places, in the order of names. */
export async function listMembersOf(
  db: Db,
  scope: PlaceScope,
  personIds: string[],
): Promise<{ personId: string; name: string; username: string }[]> {
  const rows = await staffRows(db)
    .where('s.person_id', '=', sql<string>`any(${personIds}::uuid[])`)
    .where(
      sql<boolean>`exists (${suitableGrants(scope, { limit: 0 })} and grants.person_id = s.person_id)`,
    )
    .orderBy('s.name_order')
    .orderBy('s.id')
    .execute();
  return rows.map(({ person_id, name, username }) => ({ personId: person_id, name, username }));
}

/** Whether somebody's account was disabled. */
export async function isDisabled(db: Db, personId: string): Promise<boolean> {
  const row = await staffRows(db).where('m.person_id', '=', personId).executeTakeFirst();
  return row?.disabled ?? true;
}

/** The roots of all trees. */
export async function listRoots(db: Db): Promise<number[]> {
  const rows = await typed(db)
    .selectFrom('places')
    .select('id')
    .where('parent_id', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Whether one of two members of staff has made the other's account since a moment, or could sign in with it: also by its
 * first password, which whoever imported it may take long after.
 */
export async function isOneHand(db: Db, one: string, other: string, since: Date): Promise<boolean> {
  const { rows } = await sql`
    select from audit_entries
    where ((actor_id = ${one}::uuid and person_id = ${other}::uuid)
        or (actor_id = ${other}::uuid and person_id = ${one}::uuid))
      and action in ('staff.added', 'staff.role_granted', 'staff.reset', 'staff.phone_set')
      and at > ${since}
    union all
    select from audit_subjects s join audit_entries e on e.id = s.entry_id
    where ((s.person_id = ${other}::uuid and e.actor_id = ${one}::uuid)
        or (s.person_id = ${one}::uuid and e.actor_id = ${other}::uuid))
      and e.action = 'staff.passwords_taken' and s.at > ${since}
    limit 1`.execute(db);
  return rows.length > 0;
}
