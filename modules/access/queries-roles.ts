import { type Generated, type Selectable, sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { BuiltInRole } from './built-in-roles.ts';

export type RoleTable = {
  code: string;
  name_zh: string;
  name_en: string;
  description: Generated<string>;
  /** The place for which it is, with all below; null where it is for the whole installation. */
  place_id: Generated<number | null>;
  version: Generated<number>;
  changed_at: Generated<Date | null>;
};
export type RolePermissionTable = { role: string; permission: string };

const typed = (db: Db) =>
  db.withTables<{ roles: RoleTable; role_permissions: RolePermissionTable }>();

type ListedRole = Pick<Selectable<RoleTable>, 'code' | 'name_zh' | 'name_en' | 'place_id'> & {
  permissions: string[];
};

/** The roles that somebody may meet: those of the installation, and of places at, above or below their own. */
export async function listRolesNear(db: Db, personId: string): Promise<ListedRole[]> {
  const { rows } = await sql<ListedRole>`
    select r.code, r.name_zh, r.name_en, r.place_id,
      coalesce(array_agg(p.permission order by p.permission) filter (where p.permission is not null), '{}')
        as permissions
    from roles r left join role_permissions p on p.role = r.code
    where r.place_id is null or exists (
      select from places own join grants g on g.person_id = ${personId},
        places held where own.id = r.place_id and held.id = g.place_id
        and (starts_with(own.path, held.path) or starts_with(held.path, own.path)))
    group by r.code order by count(p.permission), r.code`.execute(db);
  return rows;
}

/** The names of the same roles, with the path of the place for which each is. */
export async function listRoleNamesNear(
  db: Db,
  personId: string,
): Promise<{ code: string; zh: string; en: string; path: string | null }[]> {
  const roles = await listRolesNear(db, personId);
  const { rows } = await sql<{ code: string; path: string }>`
    select r.code, p.path from roles r join places p on p.id = r.place_id
    where r.code = any(${roles.map(({ code }) => code)}::text[])`.execute(db);
  const paths = new Map(rows.map(({ code, path }) => [code, path]));
  return roles.map(({ code, name_zh: zh, name_en: en }) => {
    return { code, zh, en, path: paths.get(code) ?? null };
  });
}

/** A role as it is given: it stays as it is until the transaction ends. `path` is that of its place. */
export async function holdRole(
  db: Db,
  role: string,
): Promise<{ permissions: string[]; path: string | null } | undefined> {
  const { rows } = await sql<{ path: string | null }>`
    select p.path from roles r left join places p on p.id = r.place_id
    where r.code = ${role} for share of r`.execute(db);
  return rows[0] && { path: rows[0].path, permissions: await listPermissionsOf(db, role) };
}

/** All that the rows of a role name, whether a contract declares it or not. */
export async function listPermissionsOf(db: Db, role: string): Promise<string[]> {
  const rows = await typed(db)
    .selectFrom('role_permissions')
    .select('permission')
    .where('role', '=', role)
    .orderBy('permission')
    .execute();
  return rows.map(({ permission }) => permission);
}

/** Every permission that some role names, whether a contract declares it or not. */
export async function listNamedPermissions(db: Db): Promise<string[]> {
  const rows = await typed(db)
    .selectFrom('role_permissions')
    .select('permission')
    .distinct()
    .orderBy('permission')
    .execute();
  return rows.map(({ permission }) => permission);
}

/**
 * Enters what of these roles this installation has not received yet. A role of which it has received
 * nothing is added; one that it has deleted stays deleted.
 */
export async function insertDefaults(db: Db, roles: readonly BuiltInRole[]): Promise<void> {
  await sql`
    insert into roles (code, name_zh, name_en)
    select code, name_zh, name_en from unnest(
      ${roles.map(({ code }) => code)}::text[],
      ${roles.map(({ zh }) => zh)}::text[],
      ${roles.map(({ en }) => en)}::text[]
    ) as given(code, name_zh, name_en)
    where not exists (select from role_defaults d where d.role = given.code)
    on conflict do nothing`.execute(db);
  const pairs = roles.flatMap(({ code, permissions }) =>
    permissions.map((permission) => ({ code, permission })),
  );
  await sql`
    with fresh as (
      insert into role_defaults (role, permission)
      select * from unnest(
        ${pairs.map(({ code }) => code)}::text[],
        ${pairs.map(({ permission }) => permission)}::text[]
      )
      on conflict do nothing
      returning role, permission
    )
    insert into role_permissions (role, permission)
    select fresh.role, fresh.permission from fresh join roles on roles.code = fresh.role
    on conflict do nothing`.execute(db);
}
