import type { BodyOf, PermissionName, ResponseOf } from '../../platform/contract.ts';
import { keyAfter, pageOf } from '../../platform/cursor.ts';
import type { Db } from '../../platform/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { getOrNotFound, notFound } from '../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../platform/scope.ts';
import { coversEverything, findPlace } from '../places/public.ts';
import { permissionsHeldBy } from './access.ts';
import { isGivenByProduct } from './built-in-roles.ts';
import type { access } from './contract.ts';
import { listGrantsWithin, roleOf } from './queries.ts';
import {
  countDependents,
  countHolders,
  listManagedRoles,
  listRootPaths,
  type ManagedRoleRow,
} from './queries-managed.ts';
import { isDeclared, sentenceOf } from './roles.ts';
import { covers, onEach, withoutNarrower } from './rules.ts';

type Managed = ResponseOf<typeof access.managedRole>;
type Reader = { db: Db; platform: Pick<Platform, 'permissions'> };

/** The roles that somebody meets who manages roles at the scope's places, and which of them are theirs to change. */
export async function listManaged(
  platform: Platform,
  scope: PlaceScope,
  { search, after, limit = 50 }: BodyOf<typeof access.managedRoles>,
): Promise<ResponseOf<typeof access.managedRoles>> {
  const [isOfPlace, nameZh, code] = keyAfter(after, 'number', 'string', 'string') ?? [];
  const last = code === undefined ? undefined : { isOfPlace, nameZh, code };
  const rows = await listManagedRoles(platform.db, scope, {
    ...(search?.trim() && { search: search.trim() }),
    ...{ after: last as never, limit: limit + 1 },
  });
  const all = await coversEverything(platform.db, scope);
  const show = (row: ManagedRoleRow) => serialize(platform, scope, all, row);
  const page = pageOf(rows, limit, show, (row) => [
    row.place_id === null ? 0 : 1,
    row.name_zh,
    row.code,
  ]);
  return { ...page, mayAddForAll: all };
}

/** One of them. */
export async function managedRole(
  { db, platform }: Reader,
  scope: PlaceScope,
  code: string,
): Promise<Managed | undefined> {
  const [row] = await listManagedRoles(db, scope, { code, limit: 1 });
  return row && serialize(platform, scope, await coversEverything(db, scope), row);
}

function serialize(
  platform: Reader['platform'],
  scope: PlaceScope,
  isForEverything: boolean,
  row: ManagedRoleRow,
): Managed {
  const { code, description, version, holders, path } = row;
  const known = row.permissions.filter((name) => isDeclared(platform, name));
  return {
    ...{ code, zh: row.name_zh, en: row.name_en, description, version, holders },
    place:
      row.place_id === null
        ? null
        : { id: row.place_id, nameZh: row.place_zh ?? '', nameEn: row.place_en ?? '' },
    permissions: withoutNarrower(known, platform.permissions),
    changedAt: row.changed_at?.toISOString() ?? null,
    mayChange:
      path === null ? isForEverything : scope.paths.some((prefix) => path.startsWith(prefix)),
    isGivenByProduct: isGivenByProduct(code),
  };
}

/** Every permission under its heading, and whether the actor may put it into a role of this place. */
export async function permissionTree(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  placeId: number | undefined,
): Promise<ResponseOf<typeof access.permissions>> {
  const { db, permissions } = platform;
  const paths =
    placeId === undefined
      ? await listRootPaths(db)
      : [getOrNotFound(await findPlace(db, scope, placeId)).path];
  const held = await permissionsHeldBy({ db, platform }, actor.personId);
  return platform.permissionGroups.map(({ module, zh, en, permissions: names }) => ({
    ...{ module, zh, en },
    permissions: (names as PermissionName[]).map((name) => ({
      ...sentenceOf(platform, name),
      narrows: (permissions[name].narrows as PermissionName | undefined) ?? null,
      mayGive: covers(held, onEach([name], paths)),
    })),
  }));
}

/** What a change of a role would give to those who hold it, and take from them. */
export async function effectOf(
  platform: Platform,
  scope: PlaceScope,
  code: string,
  names: string[],
): Promise<ResponseOf<typeof access.roleEffect>> {
  const { db, permissions } = platform;
  const role = getOrNotFound(await managedRole({ db, platform }, scope, code));
  const known = names.filter((name) => isDeclared(platform, name));
  const wanted = withoutNarrower(known, permissions);
  const added = wanted.filter((name) => !role.permissions.includes(name));
  const removed = role.permissions.filter((name) => !wanted.includes(name));
  const asked = [...added, ...removed].map((permission) => ({
    permission,
    wider: permissions[permission].narrows,
  }));
  const people = await countDependents(db, code, asked);
  const inWords = (name: PermissionName) => ({
    ...sentenceOf(platform, name),
    people: people.get(name) ?? 0,
  });
  return {
    holders: await countHolders(db, code),
    gains: added.map(inWords),
    losses: removed.map(inWords),
  };
}

/** What somebody may do on each place where they hold a role, as far as the scope reaches. */
export async function permissionsOfPerson(
  platform: Platform,
  scope: PlaceScope,
  personId: string,
): Promise<ResponseOf<typeof access.permissionsOfPerson>> {
  const grants = await listGrantsWithin(platform.db, scope, personId);
  if (grants.length === 0 && !(await coversEverything(platform.db, scope))) throw notFound();
  // In the order in which the contracts declare them.
  const declared = Object.keys(platform.permissions) as PermissionName[];
  const places = new Map(grants.map((grant) => [grant.place_id, grant]));
  return [...places.values()].map((place) => {
    const reaching = grants.filter(({ path }) => place.path.startsWith(path));
    const counting = reaching.filter(({ in_force }) => in_force);
    const names = new Set(counting.flatMap(({ permissions }) => permissions));
    return {
      ...{ placeId: place.place_id, nameZh: place.name_zh, nameEn: place.name_en },
      roles: reaching.map((grant) => ({
        ...roleOf(grant),
        ...{ placeId: grant.place_id, nameZh: grant.name_zh, nameEn: grant.name_en },
        isIdle: !grant.in_force,
      })),
      permissions: declared
        .filter((name) => names.has(name))
        .map((name) => ({
          ...sentenceOf(platform, name),
          by: counting
            .filter(({ permissions }) => permissions.includes(name))
            .map(({ role }) => role),
        })),
    };
  });
}
