import { type BodyOf, type ResponseOf, staffApps } from '../../platform/contract.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { getOrNotFound, mapConstraintErrors, notFound, Problem } from '../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../platform/scope.ts';
import {
  deleteGrant,
  type GrantRow,
  listGrants,
  listGrantsOf,
  permissionsGrantedTo,
  roleOf,
} from '../access/public.ts';
import {
  lockUser,
  oneTimePassword,
  replaceIdentifier,
  setDisabled,
  setOneTimePassword,
  staffRealm,
} from '../people/public.ts';
import { coversEverything, findPlace } from '../places/public.ts';
import { mustBeRoleFor, mustHold, permissionsOn } from './authority.ts';
import { type staff, staffProblems } from './contract.ts';
import { addGrant, createStaff } from './create.ts';
import { documentOf, enterDocument, mayBeTaken } from './document.ts';
import { ofStaff } from './passwords.ts';
import { listStaff } from './queries.ts';
import { isScannerRole } from './scanners/contract.ts';
import { endSessionsOfShutOut } from './shut-out.ts';

/** Staff with a role at or below the scope's places; those without any role for who manages every place. */
export async function listStaffWithGrants(
  platform: Platform,
  scope: PlaceScope,
): Promise<ResponseOf<typeof staff.list>> {
  const rows = await listStaff(platform.db, scope, await coversEverything(platform.db, scope));
  const grants = Map.groupBy(await listGrants(platform.db, scope), ({ person_id }) => person_id);
  return rows.map((row) => ({
    personId: row.person_id,
    name: row.name,
    initial: row.initial,
    username: row.username,
    disabled: row.disabled,
    activated: row.activated,
    documented: row.documented,
    grants: (grants.get(row.person_id) ?? []).map((grant) => ({
      id: grant.id,
      role: roleOf(grant),
      placeId: grant.place_id,
      nameZh: grant.name_zh,
      nameEn: grant.name_en,
    })),
  }));
}

/** Makes a change by which a tree could lose its last administrator, which is then refused. */
const changing = <T>(platform: Platform, actor: Actor, change: (tx: Tx) => Promise<T>) =>
  platform.transaction(actor, (tx) => platform.administrators.keep(tx, () => change(tx)));

export function addStaff(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  given: BodyOf<typeof staff.add>,
): Promise<ResponseOf<typeof staff.add>> {
  const add = () => platform.transaction(actor, (tx) => addIn(tx, actor, scope, given));
  return given.identity ? enterDocument(platform, actor, add) : add();
}

async function addIn(
  tx: Tx,
  actor: Actor,
  scope: PlaceScope,
  { username, name, role, placeId, identity }: BodyOf<typeof staff.add>,
): Promise<ResponseOf<typeof staff.add>> {
  if (isScannerRole(role)) throw new Problem(staffProblems.grant_of_scanner);
  await mustBeAllowedToGive(tx, actor, scope, role, placeId);
  const password = oneTimePassword(ofStaff);
  const { personId } = await mayBeTaken({ placeId }, () =>
    createStaff(tx, {
      ...{ username, name, role, placeId },
      ...(identity && { identifiers: [documentOf(tx.platform, identity)] }),
      oneTimePassword: password,
    }),
  );
  await tx.audit({ action: 'staff.added', placeId, personId, details: { role } });
  return { personId, oneTimePassword: password };
}

export function grantRole(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
  { role, placeId }: BodyOf<typeof staff.grantRole>,
): Promise<void> {
  return platform.transaction(actor, async (tx) => {
    await mustBeSomebodyElse(tx, actor, scope, personId);
    if (isScannerRole(role)) throw new Problem(staffProblems.grant_of_scanner);
    await mustBeAllowedToGive(tx, actor, scope, role, placeId);
    const exists = () => new Problem(staffProblems.grant_exists);
    await mapConstraintErrors({ grants_once: exists }, () => addGrant(tx, personId, role, placeId));
    await tx.audit({ action: 'staff.role_granted', placeId, personId, details: { role } });
  });
}

export function revokeRole(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
  grantId: number,
): Promise<void> {
  return changing(platform, actor, async (tx) => {
    const theirs = await mustBeSomebodyElse(tx, actor, scope, personId);
    const wanted = theirs.find(({ id, path }) => id === grantId && isWithin(scope, path));
    if (wanted && isScannerRole(wanted.role)) throw new Problem(staffProblems.grant_of_scanner);
    const { role, path, place_id } = getOrNotFound(
      await deleteGrant(tx.db, scope, personId, grantId),
    );
    await mustHold(tx, actor, await permissionsOn(tx, role, path));
    await endSessionsOfShutOut(tx, [personId]);
    await tx.audit({
      action: 'staff.role_revoked',
      placeId: place_id,
      personId,
      details: { role },
    });
  });
}

export function changeStaff(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
  { disabled }: BodyOf<typeof staff.change>,
): Promise<void> {
  return changing(platform, actor, async (tx) => {
    const placeId = await mustBeInOnesHands(tx, actor, scope, personId);
    await setDisabled(tx, { personIds: [personId], realm: staffRealm }, disabled);
    const action = disabled ? 'staff.disabled' : 'staff.enabled';
    await tx.audit({ action, placeId, personId });
  });
}

export function resetStaff(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
  reason: string,
): Promise<ResponseOf<typeof staff.reset>> {
  return changing(platform, actor, async (tx) => {
    const placeId = await mustBeInOnesHands(tx, actor, scope, personId);
    const password = oneTimePassword(ofStaff);
    const of = { personId, realm: staffRealm, apps: [...staffApps] };
    await setOneTimePassword(tx, of, password);
    await tx.audit({ action: 'staff.reset', placeId, personId, reason: reason.trim() });
    return { oneTimePassword: password };
  });
}

/** Enters somebody's document. Nobody enters their own: it says of whose code they may not decide. */
export function setDocument(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
  { identity }: BodyOf<typeof staff.setDocument>,
): Promise<void> {
  const enter = () =>
    platform.transaction(actor, async (tx) => {
      const placeId = await mustBeInOnesHands(tx, actor, scope, personId);
      const document = documentOf(platform, identity);
      await mayBeTaken({ placeId, personId }, () =>
        replaceIdentifier(tx, { personId, realm: staffRealm }, document),
      );
      await tx.audit({ action: 'staff.document_set', placeId, personId });
    });
  return enterDocument(platform, actor, enter);
}

async function mustBeAllowedToGive(
  tx: Tx,
  actor: Actor,
  scope: PlaceScope,
  role: string,
  placeId: number,
): Promise<void> {
  const { path } = getOrNotFound(await findPlace(tx.db, scope, placeId));
  await mustBeRoleFor(tx, role, path);
  await mustHold(tx, actor, await permissionsOn(tx, role, path));
}

/** A member of staff whom the scope reaches, other than oneself; answers all their roles. */
async function mustBeSomebodyElse(
  tx: Tx,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
): Promise<GrantRow[]> {
  if (!(await lockUser(tx, personId, staffRealm))) throw notFound();
  const theirs = await listGrantsOf(tx.db, personId);
  const within = theirs.some(({ path }) => isWithin(scope, path));
  const loose = theirs.length === 0 && (await coversEverything(tx.db, scope));
  if (!within && !loose) throw notFound();
  if (personId === actor.personId) throw new Problem(staffProblems.not_oneself);
  return theirs;
}

/** As before, and nobody who may do anything anywhere that the actor may not; answers one of the places. */
async function mustBeInOnesHands(
  tx: Tx,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
): Promise<number | null> {
  const theirs = await mustBeSomebodyElse(tx, actor, scope, personId);
  await mustHold(tx, actor, await permissionsGrantedTo(tx, personId));
  return theirs[0]?.place_id ?? null;
}

const isWithin = ({ paths }: PlaceScope, path: string): boolean =>
  paths.some((prefix) => path.startsWith(prefix));
