import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { PlaceScope } from '../../platform/scope.ts';
import { inSubtree } from '../../platform/subtree.ts';
import type { GrantTable } from '../access/public.ts';
import { type PeopleTables, staffRealm } from '../people/public.ts';
import type { PlaceTable } from '../places/public.ts';

const typed = (db: Db) =>
  db.withTables<PeopleTables & { grants: GrantTable; places: PlaceTable }>();

type StaffRow = {
  person_id: string;
  name: string;
  username: string;
  disabled: boolean;
  activated: boolean;
};

/** Staff with a role at or below the scope's places, by user name; on demand those without any role, too. */
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
    .orderBy('i.lookup')
    .execute();
}

const staffRows = (db: Db) =>
  typed(db)
    .selectFrom('memberships as m')
    .innerJoin('persons as p', 'p.id', 'm.person_id')
    .innerJoin('identifiers as i', (join) =>
      join
        .onRef('i.person_id', '=', 'm.person_id')
        .onRef('i.realm', '=', 'm.realm')
        .on('i.kind', '=', 'username'),
    )
    .select(['m.person_id', 'p.name', 'i.lookup as username', 'm.disabled'])
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
    .where('m.realm', '=', staffRealm);

const links = (db: Db) =>
  db.withTables<{ first_links: { token_hash: Buffer; expires_at: Date } }>();

/** Makes this the only link. */
export async function replaceFirstLink(db: Db, hash: Buffer, expiresAt: Date): Promise<void> {
  await links(db).deleteFrom('first_links').execute();
  await links(db)
    .insertInto('first_links')
    .values({ token_hash: hash, expires_at: expiresAt })
    .execute();
}

export async function findFirstLink(db: Db, hash: Buffer, now: Date): Promise<boolean> {
  const link = await links(db)
    .selectFrom('first_links')
    .select('expires_at')
    .where('token_hash', '=', hash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return link !== undefined;
}

/** Uses the link up; says whether it was good. Of two who try at once, one is told no. */
export async function takeFirstLink(db: Db, hash: Buffer, now: Date): Promise<boolean> {
  const { numDeletedRows } = await links(db)
    .deleteFrom('first_links')
    .where('token_hash', '=', hash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
