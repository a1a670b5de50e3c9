import { commonProblems } from '../../platform/contract.ts';
import type { Tx } from '../../platform/platform.ts';
import { invalid, Problem } from '../../platform/problems.ts';
import type { Actor } from '../../platform/scope.ts';
import {
  covers,
  type HeldPermission,
  heldOn,
  permissionsHeldBy,
  roleToGive,
} from '../access/public.ts';
import type { PlaceMoved } from '../places/public.ts';
import { staffProblems } from './contract.ts';

/** What a role would let somebody do on a place. */
export async function permissionsOn(tx: Tx, role: string, path: string): Promise<HeldPermission[]> {
  const given = await roleToGive(tx, role);
  if (!given) throw invalid({ path: 'role', code: 'role_unknown' });
  return given.permissions.map((permission) => ({ permission, path }));
}

/** The role of an organisation is given there and below. */
export async function mustBeRoleFor(tx: Tx, role: string, path: string): Promise<void> {
  const given = await roleToGive(tx, role);
  if (given && !path.startsWith(given.path ?? '')) {
    throw invalid({ path: 'role', code: 'role_elsewhere' });
  }
}

/** Whether the actor may do all of this there. */
export async function holds(tx: Tx, actor: Actor, wanted: HeldPermission[]): Promise<boolean> {
  return covers(await permissionsHeldBy(tx, actor.personId), wanted);
}

/** Nobody gives or takes what they do not have. */
export async function mustHold(tx: Tx, actor: Actor, wanted: HeldPermission[]): Promise<void> {
  if (!(await holds(tx, actor, wanted))) throw new Problem(commonProblems.forbidden);
}

/**
 * Nobody comes to what they may not see by moving it to where they may: whatever the actor holds on the new
 * parent, they hold on the old one.
 */
export async function mustGainNothing(tx: Tx, moved: PlaceMoved[]): Promise<void> {
  if (!tx.actor) return;
  const held = await permissionsHeldBy(tx, tx.actor.personId);
  const gains = moved.some(({ from, to }) => {
    const before = new Set(heldOn(from.path, held));
    return heldOn(to.path, held).some((permission) => !before.has(permission));
  });
  if (gains) throw new Problem(staffProblems.place_move_gains);
}
