import { type Selectable, sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { BuiltInRole } from './built-in-roles.ts';

export type RoleTable = { code: string; name_zh: string; name_en: string };
export type RolePermissionTable = { role: string; permission: string };

const typed = (db: Db) =>
  db.withTables<{ roles: RoleTable; role_permissions: RolePermissionTable }>();

type RoleRow = Selectable<RoleTable> & { permissions: string[] };

/** All roles, those with the fewest permissions first. */
export async function listRoles(db: Db): Promise<RoleRow[]> {
  const { rows } = await sql<RoleRow>`
    select r.code, r.name_zh, r.name_en,
      coalesce(array_agg(p.permission order by p.permission) filter (where p.permission is not null), '{}')
        as permissions
    from roles r left join role_permissions p on p.role = r.code
    group by r.code order by count(p.permission), r.code`.execute(db);
  return rows;
}

/** The permissions of a role; nothing where there is no such role. */
export async function findRolePermissions(db: Db, role: string): Promise<string[] | undefined> {
  return (await listRoles(db)).find(({ code }) => code === role)?.permissions;
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
