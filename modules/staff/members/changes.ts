import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import type { Tx } from '../../../platform/platform.ts';
import {
  getOrNotFound,
  mapConstraintErrors,
  notFound,
  Problem,
} from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import {
  deleteGrant,
  type GrantRow,
  listGrantsOf,
  permissionsGrantedTo,
} from '../../access/public.ts';
import {
  lockUser,
  oneTimePassword,
  replaceIdentifier,
  setDisabled,
  staffRealm,
} from '../../people/public.ts';
import { coversEverything, findPlace } from '../../places/public.ts';
import { mustBeRoleFor, mustHold, permissionsOn } from '../authority.ts';
import { type staff, staffProblems } from '../contract.ts';
import { addGrant, createStaff } from '../create.ts';
import { ofStaff } from '../passwords.ts';
import { findStaffState, updateStaffRemark } from '../queries.ts';
import { isScannerRole } from '../scanners/contract.ts';
import { endSessionsOfShutOut } from '../shut-out.ts';
import { documentOf, freePhone, mayBeTaken } from './document.ts';
import { staffVersion } from './list.ts';

/**
 * What is done to a member of staff, within a transaction of the caller: by hand one at a time, by workbook many. Whatever
 * may leave a tree without an administrator is called by way of `administrators.keep`.
 */

/** Adds somebody with a role. */
export async function addMember(
  tx: Tx,
  actor: Actor,
  scope: PlaceScope,
  given: BodyOf<typeof staff.add>,
): Promise<ResponseOf<typeof staff.add>> {
  const { username, name, role, placeId, identity, phone, remark, disabled } = given;
  if (isScannerRole(role)) throw new Problem(staffProblems.grant_of_scanner);
  await mustBeAllowedToGive(tx, actor, scope, role, placeId);
  const password = oneTimePassword(ofStaff);
  const identifiers = [
    ...(identity ? [documentOf(tx.platform, identity)] : []),
    ...(phone ? [await freePhone(tx, phone, { placeId })] : []),
  ];
  const { personId } = await mayBeTaken({ placeId }, () =>
    createStaff(tx, {
      ...{ username, name, role, placeId, identifiers },
      ...(remark && { remark }),
      oneTimePassword: password,
    }),
  );
  if (disabled) await setDisabled(tx, { personIds: [personId], realm: staffRealm }, true);
  await tx.audit({ action: 'staff.added', placeId, personId, details: { role } });
  return { personId, oneTimePassword: password };
}

export async function giveRole(
  tx: Tx,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
  { role, placeId }: BodyOf<typeof staff.grantRole>,
): Promise<void> {
  await mustBeSomebodyElse(tx, actor, scope, personId);
  if (isScannerRole(role)) throw new Problem(staffProblems.grant_of_scanner);
  await mustBeAllowedToGive(tx, actor, scope, role, placeId);
  const exists = () => new Problem(staffProblems.grant_exists);
  await mapConstraintErrors({ grants_once: exists }, () => addGrant(tx, personId, role, placeId));
  await tx.audit({ action: 'staff.role_granted', placeId, personId, details: { role } });
}

export async function takeRole(
  tx: Tx,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
  grantId: number,
): Promise<void> {
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
}

/** Changes whether somebody may sign in, and the remark on them; what is left out stays. */
export async function changeMember(
  tx: Tx,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
  { version, disabled, remark }: BodyOf<typeof staff.change>,
): Promise<void> {
  const placeId = await mustBeInOnesHands(tx, actor, scope, personId);
  const before = getOrNotFound(await findStaffState(tx.db, personId));
  if (version !== undefined && version !== staffVersion(before)) {
    throw new Problem(staffProblems.staff_changed);
  }
  if (disabled !== undefined && disabled !== before.disabled) {
    await setDisabled(tx, { personIds: [personId], realm: staffRealm }, disabled);
    const action = disabled ? 'staff.disabled' : 'staff.enabled';
    await tx.audit({ action, placeId, personId });
  }
  const after = remark?.trim() || null;
  if (remark !== undefined && after !== before.remark) {
    await updateStaffRemark(tx.db, personId, after);
    await tx.audit({ action: 'staff.changed', placeId, personId });
  }
}

/** Enters somebody's document. Nobody enters their own: it says of whose code they may not decide. */
export async function enterDocument(
  tx: Tx,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
  { identity }: BodyOf<typeof staff.setDocument>,
): Promise<void> {
  const placeId = await mustBeInOnesHands(tx, actor, scope, personId);
  const document = documentOf(tx.platform, identity);
  await mayBeTaken({ placeId, personId }, () =>
    replaceIdentifier(tx, { personId, realm: staffRealm }, document),
  );
  await tx.audit({ action: 'staff.document_set', placeId, personId });
}

/** Enters the phone by which somebody signs in, or gets a new password. */
export async function enterPhone(
  tx: Tx,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
  typed: string,
): Promise<void> {
  const placeId = await mustBeInOnesHands(tx, actor, scope, personId);
  const phone = await freePhone(tx, typed, { placeId, personId });
  await replaceIdentifier(tx, { personId, realm: staffRealm }, phone);
  await tx.audit({ action: 'staff.phone_set', placeId, personId });
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
export async function mustBeInOnesHands(
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
