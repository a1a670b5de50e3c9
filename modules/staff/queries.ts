import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { PlaceScope } from '../../platform/scope.ts';
import { inSubtree } from '../../platform/subtree.ts';
import { type GrantTable, listHoldersAtRoot } from '../access/public.ts';
import { type PeopleTables, staffRealm } from '../people/public.ts';
import type { PlaceTable } from '../places/public.ts';

const typed = (db: Db) =>
  db.withTables<PeopleTables & { grants: GrantTable; places: PlaceTable }>();

type StaffRow = {
  person_id: string;
  name: string;
  initial: string;
  /** Empty for who signs in by phone. */
  username: string;
  disabled: boolean;
  activated: boolean;
  documented: boolean;
};

/** Staff with a role at or below the scope's places, by name; on demand those without any role, too. */
export function listStaff(db: Db, scope: PlaceScope, alsoLoose: boolean): Promise<StaffRow[]> {
  return staffRows(db)
    .where((of) => {
      const grants = of.selectFrom('grants').whereRef('grants.person_id', '=', 'm.person_id');
      const within = of.exists(
        grants
          .innerJoin('places', 'places.id', 'grants.place_id')
          .where(inSubtree('places.path', scope))
          .select('grants.id'),
      );
      return alsoLoose ? of.or([within, of.not(of.exists(grants.select('grants.id')))]) : within;
    })
    .orderBy(nameOrder)
    .orderBy('i.lookup')
    .orderBy('m.person_id')
    .execute();
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

// A function of the database, which says of rosters as well under which letter a name stands.
const nameOrder = sql<string>`name_order(p.name) collate names_in_order`;

const staffRows = (db: Db) =>
  typed(db)
    .selectFrom('memberships as m')
    .innerJoin('persons as p', 'p.id', 'm.person_id')
    .leftJoin('identifiers as i', (join) =>
      join
        .onRef('i.person_id', '=', 'm.person_id')
        .onRef('i.realm', '=', 'm.realm')
        .on('i.kind', '=', 'username'),
    )
    .select(['m.person_id', 'p.name', 'm.disabled'])
    .select(sql<string>`coalesce(i.lookup, '')`.as('username'))
    .select(sql<string>`left(${nameOrder}, 1)`.as('initial'))
    .select((of) =>
      of
        .exists(
          of
            .selectFrom('accounts as a')
            .whereRef('a.person_id', '=', 'm.person_id')
            .whereRef('a.realm', '=', 'm.realm')
            .select(sql`1`.as('one')),
        )
        .$castTo<boolean>()
        .as('activated'),
    )
    .select(
      sql<boolean>`exists (select from identifiers d where d.person_id = m.person_id
        and d.realm = m.realm and d.kind = 'identity')`.as('documented'),
    )
    .where('m.realm', '=', staffRealm);

type Administrator = { personId: string; username: string };

/** Who may manage the staff of a whole tree, by user name. */
export async function listAdministrators(db: Db): Promise<Administrator[]> {
  const personIds = await listHoldersAtRoot(db, 'staff.manage');
  const rows = await staffRows(db)
    .where('m.person_id', '=', sql<string>`any(${personIds}::uuid[])`)
    .orderBy('i.lookup')
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
