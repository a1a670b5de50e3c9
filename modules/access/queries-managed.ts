import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { PlaceScope } from '../../platform/scope.ts';
import { inSubtree } from '../../platform/subtree.ts';

export type ManagedRoleRow = {
  code: string;
  name_zh: string;
  name_en: string;
  description: string;
  version: number;
  changed_at: Date | null;
  place_id: number | null;
  place_zh: string | null;
  place_en: string | null;
  path: string | null;
  permissions: string[];
  holders: number;
};

type Wanted = {
  code?: string;
  search?: string;
  after?: { isOfPlace: number; nameZh: string; code: string } | undefined;
  limit: number;
};

/** Roles of the installation, and of places at, above or below the scope's, in the order of lists. */
export async function listManagedRoles(
  db: Db,
  scope: PlaceScope,
  { code, search = '', after, limit }: Wanted,
): Promise<ManagedRoleRow[]> {
  const pattern = containing(search);
  const next = after
    ? sql`and (r.place_id is not null, r.name_zh, r.code)
        > (${after.isOfPlace === 1}::boolean, ${after.nameZh}::text, ${after.code}::text)`
    : sql``;
  const { rows } = await sql<ManagedRoleRow>`
    select r.code, r.name_zh, r.name_en, r.description, r.version, r.changed_at, r.place_id,
      p.name_zh as place_zh, p.name_en as place_en, p.path,
      array(select permission from role_permissions where role = r.code order by permission)
        as permissions,
      (select count(distinct grants.person_id)::int from grants
        join places on places.id = grants.place_id
        where grants.role = r.code and ${inSubtree('places.path', scope)}) as holders
    from roles r left join places p on p.id = r.place_id
    where (r.place_id is null or ${isNear('p.path', scope)})
      and (${code ?? null}::text is null or r.code = ${code ?? null})
      and (r.name_zh ilike ${pattern} or r.name_en ilike ${pattern} or r.description ilike ${pattern})
      ${next}
    order by (r.place_id is not null), r.name_zh, r.code
    limit ${limit}`.execute(db);
  return rows;
}

const isNear = (path: string, scope: PlaceScope): RawBuilder<boolean> =>
  sql<boolean>`(${inSubtree(path, scope)} or exists (
    select from unnest(${[...scope.paths]}::text[]) as own(path)
    where starts_with(own.path, ${sql.ref(path)})))`;

const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Lets nobody give a role, nor change it, until the transaction ends; says whether it is there. */
export async function lockRole(db: Db, code: string): Promise<boolean> {
  const { rows } = await sql`select from roles where code = ${code} for update`.execute(db);
  return rows.length > 0;
}

/** Has those who name roles wait for each other, so that no two get the same name. */
export async function lockNames(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('access.role-names'))`.execute(db);
}

/** Which of these names another role of the same place has. */
export async function findTakenNames(
  db: Db,
  role: { code: string; placeId: number | null; nameZh: string; nameEn: string },
): Promise<{ zh: boolean; en: boolean }> {
  const { rows } = await sql<{ zh: boolean; en: boolean }>`
    select coalesce(bool_or(lower(name_zh) = lower(${role.nameZh})), false) as zh,
      coalesce(bool_or(lower(name_en) = lower(${role.nameEn})), false) as en
    from roles where code <> ${role.code} and place_id is not distinct from ${role.placeId}::bigint`.execute(
    db,
  );
  return rows[0] ?? { zh: false, en: false };
}

type NamedRole = { code: string; nameZh: string; nameEn: string; description: string };

export async function insertRole(
  db: Db,
  role: NamedRole & { placeId: number | null; now: Date },
): Promise<void> {
  await sql`
    insert into roles (code, name_zh, name_en, description, place_id, changed_at)
    values (${role.code}, ${role.nameZh}, ${role.nameEn}, ${role.description}, ${role.placeId},
      ${role.now})`.execute(db);
}

export async function updateRole(db: Db, role: NamedRole & { now: Date }): Promise<void> {
  await sql`
    update roles set name_zh = ${role.nameZh}, name_en = ${role.nameEn},
      description = ${role.description}, version = version + 1, changed_at = ${role.now}
    where code = ${role.code}`.execute(db);
}

/** Adds permissions to a role and takes others away; all that neither names stay. */
export async function updateRolePermissions(
  db: Db,
  code: string,
  { added, removed }: { added: string[]; removed: string[] },
): Promise<void> {
  await sql`delete from role_permissions
    where role = ${code} and permission = any(${removed}::text[])`.execute(db);
  await sql`insert into role_permissions (role, permission)
    select ${code}, permission from unnest(${added}::text[]) as given(permission)`.execute(db);
}

/** Deletes a role; a grant that names it refuses. */
export async function deleteRole(db: Db, code: string): Promise<void> {
  await sql`delete from roles where code = ${code}`.execute(db);
}

/** The paths of all places on which somebody holds a role, also where that does not count now. */
export async function listPathsWhereHeld(db: Db, code: string): Promise<string[]> {
  const { rows } = await sql<{ path: string }>`
    select distinct p.path from grants g join places p on p.id = g.place_id
    where g.role = ${code}`.execute(db);
  return rows.map(({ path }) => path);
}

export async function listRootPaths(db: Db): Promise<string[]> {
  const { rows } = await sql<{ path: string }>`
    select path from places where parent_id is null order by path`.execute(db);
  return rows.map(({ path }) => path);
}

/**
 * Of each permission, how many of those who hold the role have it by no other role of theirs there. Whoever has
 * the permission that it narrows has it as well.
 */
export async function countDependents(
  db: Db,
  code: string,
  permissions: { permission: string; wider: string | undefined }[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ permission: string; people: number }>`
    select asked.permission, count(distinct g.person_id)::int as people
    from unnest(
      ${permissions.map(({ permission }) => permission)}::text[],
      ${permissions.map(({ permission, wider }) => wider ?? permission)}::text[]
    ) as asked(permission, wider)
    join grants g on g.role = ${code}
    join places at on at.id = g.place_id
    where not exists (
      select from grants o join places above on above.id = o.place_id
        join role_permissions rp on rp.role = o.role
      where o.person_id = g.person_id and o.role <> ${code} and starts_with(at.path, above.path)
        and rp.permission in (asked.permission, asked.wider))
    group by asked.permission`.execute(db);
  return new Map(rows.map(({ permission, people }) => [permission, people]));
}

export async function countHolders(db: Db, code: string): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select count(distinct person_id)::int as people from grants where role = ${code}`.execute(db);
  return rows[0]?.people ?? 0;
}
