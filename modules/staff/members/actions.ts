import { type BodyOf, type ResponseOf, staffApps } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { oneTimePassword, setOneTimePassword, staffRealm } from '../../people/public.ts';
import type { staff } from '../contract.ts';
import { ofStaff } from '../passwords.ts';
import {
  addMember,
  changeMember,
  enterDocument,
  giveRole,
  mustBeInOnesHands,
  takeRole,
} from './changes.ts';
import { enterPersonal } from './document.ts';

/** Makes a change by which a tree could lose its last administrator, which is then refused. */
const changing = <T>(platform: Platform, actor: Actor, change: (tx: Tx) => Promise<T>) =>
  platform.transaction(actor, (tx) => platform.administrators.keep(tx, () => change(tx)));

export function addStaff(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  given: BodyOf<typeof staff.add>,
): Promise<ResponseOf<typeof staff.add>> {
  const add = () => platform.transaction(actor, (tx) => addMember(tx, actor, scope, given));
  return given.identity || given.phone ? enterPersonal(platform, actor, add) : add();
}

export function grantRole(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
  body: BodyOf<typeof staff.grantRole>,
): Promise<void> {
  return platform.transaction(actor, (tx) => giveRole(tx, actor, scope, personId, body));
}

export function revokeRole(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
  grantId: number,
): Promise<void> {
  return changing(platform, actor, (tx) => takeRole(tx, actor, scope, personId, grantId));
}

export function changeStaff(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
  body: BodyOf<typeof staff.change>,
): Promise<void> {
  return changing(platform, actor, (tx) => changeMember(tx, actor, scope, personId, body));
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

export function setDocument(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
  body: BodyOf<typeof staff.setDocument>,
): Promise<void> {
  const enter = () =>
    platform.transaction(actor, (tx) => enterDocument(tx, actor, scope, personId, body));
  return enterPersonal(platform, actor, enter);
}
