import type { BodyOf } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import {
  getOrNotFound,
  mapConstraintErrors,
  notFound,
  Problem,
} from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { insertGrant, updateGrantRole, updateSuspended } from '../../access/public.ts';
import { type staff, staffProblems } from '../contract.ts';
import { endSessionsOfShutOut } from '../shut-out.ts';
import { type Act, type Level, roleOfLevel } from './contract.ts';
import { tellScanners } from './notices.ts';
import {
  findSiteOf,
  insertScanner,
  type SiteScanner,
  updateFlags,
  updateRemark,
  updateSuperior,
} from './queries.ts';
import {
  afterReplacement,
  isDisabled,
  type Refusal,
  refusalOf,
  replacementProblem,
  type Scanner,
  visibleTo,
} from './rules.ts';
import { holdSite, type SiteSeen } from './standing.ts';

type NewAssignment = {
  personId: string;
  siteId: number;
  level: Level;
  superior: Pick<Scanner, 'id' | 'level'> | null;
  remark?: string | null | undefined;
};

/**
 * Assigns a member of staff to a site, with the role of the level, without asking anybody: for composition
 * and for actions that did. Throws `scanner_exists`.
 */
export async function assignScanner(tx: Tx, given: NewAssignment): Promise<number> {
  const { personId, siteId, level } = given;
  const exists = () => new Problem(staffProblems.scanner_exists);
  const by = tx.actor?.personId ?? null;
  return mapConstraintErrors({ grants_once: exists, scanners_once: exists }, async () => {
    const grantId = await insertGrant(tx.db, {
      ...{ person_id: personId, role: roleOfLevel(level), place_id: siteId },
      ...{ granted_at: tx.now, granted_by: by },
    });
    return insertScanner(tx.db, { ...given, grantId }, by, tx.now);
  });
}

/** Sets or removes one flag of a scanner; what else keeps them, or those below, disabled stays. */
export function switchScanner(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  scannerId: number,
  { what, disabled }: BodyOf<typeof staff.switchScanner>,
): Promise<void> {
  return platform.transaction(actor, async (tx) => {
    const seen = await holdSiteOf(tx, actor, scope, scannerId);
    const target = mayActOn(what === 'self' ? 'disable-self' : 'disable-line', seen, scannerId);
    const [flag, column] =
      what === 'self'
        ? (['selfDisabled', 'self_disabled'] as const)
        : (['lineDisabled', 'line_disabled'] as const);
    if (target[flag] === disabled) return;
    await updateFlags(tx.db, target.id, { [column]: disabled });
    const after = seen.all.map((each) => (each === target ? { ...each, [flag]: disabled } : each));
    const { site } = seen;
    await tx.audit({
      action: auditOf[what][disabled ? 'disabled' : 'enabled'],
      ...{ placeId: site.id, personId: target.personId },
    });
    await settle(tx, seen, after);
  });
}

const auditOf = {
  self: { disabled: 'scanner.disabled', enabled: 'scanner.enabled' },
  line: { disabled: 'scanner.line_disabled', enabled: 'scanner.line_enabled' },
} as const;

/** Puts an ordinary scanner in somebody's place, who becomes an ordinary one under them. */
export function replaceScanner(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  scannerId: number,
  replacementId: number,
): Promise<void> {
  return platform.transaction(actor, async (tx) => {
    const seen = await holdSiteOf(tx, actor, scope, scannerId);
    const { all, standing, site } = seen;
    const target = mayActOn('replace', seen, scannerId);
    const replacement = getOrNotFound(all.find(({ id }) => id === replacementId));
    const problem = replacementProblem(standing, target, replacement, all);
    if (problem) throw new Problem(staffProblems[problem]);
    await exchange(tx, all, target, replacement);
    for (const { personId } of [target, replacement]) {
      await tx.audit({ action: 'scanner.replaced', placeId: site.id, personId });
    }
    await tellScanners(tx, site, [
      { kind: 'replaced', personId: target.personId, level: 'ordinary' },
      { kind: 'replacing', personId: replacement.personId, level: target.level },
    ]);
    const changed = new Map(
      afterReplacement(all, target.id, replacement.id).map((each) => [each.id, each]),
    );
    await settle(
      tx,
      seen,
      all.map((each) => ({ ...each, ...changed.get(each.id) })),
    );
  });
}

export function changeScanner(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  scannerId: number,
  { remark }: BodyOf<typeof staff.changeScanner>,
): Promise<void> {
  return platform.transaction(actor, async (tx) => {
    const { site, all, standing } = await holdSiteOf(tx, actor, scope, scannerId);
    const { personId } = getOrNotFound(visibleTo(standing, all).find(({ id }) => id === scannerId));
    await updateRemark(tx.db, scannerId, remark?.trim() || null);
    await tx.audit({ action: 'scanner.changed', placeId: site.id, personId });
  });
}

/** In this order, because the database takes nobody who is not below their superior, not even in between. */
async function exchange(tx: Tx, all: SiteScanner[], target: SiteScanner, other: SiteScanner) {
  const superior = all.find(({ id }) => id === target.superiorId) ?? null;
  const below = all.filter(({ superiorId, id }) => superiorId === target.id && id !== other.id);
  await updateSuperior(tx.db, [other.id], superior);
  await updateGrantRole(tx.db, other.grant_id, roleOfLevel(target.level));
  const raised = { id: other.id, level: target.level };
  await updateSuperior(
    tx.db,
    below.map(({ id }) => id),
    raised,
  );
  await updateGrantRole(tx.db, target.grant_id, roleOfLevel('ordinary'));
  await updateSuperior(tx.db, [target.id], raised);
}

async function holdSiteOf(
  tx: Tx,
  actor: Actor,
  scope: PlaceScope,
  scannerId: number,
): Promise<SiteSeen> {
  const { id } = getOrNotFound(await findSiteOf(tx.db, scope, scannerId));
  return holdSite(tx, actor, scope, id);
}

/** The scanner to whom the actor may do this. */
function mayActOn(act: Act, { all, standing }: SiteSeen, scannerId: number): SiteScanner {
  const target = getOrNotFound(all.find(({ id }) => id === scannerId));
  const refusal = refusalOf(act, standing, target, all);
  if (refusal) throw problemOf(refusal);
  return target;
}

export function problemOf(refusal: Refusal): Problem {
  return refusal === 'not_found' ? notFound() : new Problem(staffProblems[refusal]);
}

/**
 * Brings the grants of a site's scanners in line with what their flags come to, tells those for whom that
 * changed, and shuts out whom nothing is left.
 */
async function settle(tx: Tx, { site, all: before }: SiteSeen, after: SiteScanner[]) {
  const changed = after.filter(({ id }) => isDisabled(after, id) !== isDisabled(before, id));
  await updateSuspended(
    tx.db,
    changed.map(({ id, grant_id }) => ({ id: grant_id, suspended: isDisabled(after, id) })),
  );
  const kindOf = (id: number) => (isDisabled(after, id) ? 'disabled' : 'enabled');
  await tellScanners(
    tx,
    site,
    changed.map(({ id, personId, level }) => ({ kind: kindOf(id), personId, level })),
  );
  const disabled = changed.filter(({ id }) => isDisabled(after, id));
  await endSessionsOfShutOut(
    tx,
    disabled.map(({ personId }) => personId),
  );
}
