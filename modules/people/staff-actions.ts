import { type BodyOf, commonProblems, type ResponseOf } from '../../platform/contract.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import {
  getOrNotFound,
  invalid,
  mapConstraintErrors,
  notFound,
  Problem,
} from '../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../platform/scope.ts';
import {
  countAtRoot,
  deleteGrant,
  type GrantRow,
  listGrants,
  listGrantsOf,
  type Role,
} from '../access/public.ts';
import { findPlace } from '../places/public.ts';
import { resetSignIn } from './accounts.ts';
import { type people, peopleProblems } from './contract.ts';
import { hashSecret } from './passwords.ts';
import { lockMembership, updateInitial } from './queries-accounts.ts';
import {
  findFirstLink,
  listStaff,
  setDisabled,
  staffRealm,
  takeFirstLink,
} from './queries-staff.ts';
import { initialPurpose } from './roster.ts';
import { passwordProblems } from './rules-passwords.ts';
import { mayChange, mayGive, reachesRoot } from './rules-staff.ts';
import { endSessionsOf, startSession, tokenHash } from './sessions.ts';
import { createFirstAdministrator, createStaff, giveRole, oneTimePassword } from './staff.ts';

/** Staff with a role at or below the scope's places; those without any role for who manages a whole tree. */
export async function staffWithin(
  platform: Platform,
  scope: PlaceScope,
): Promise<ResponseOf<typeof people.staff>> {
  const staff = await listStaff(platform.db, scope, reachesRoot(scope.paths));
  const grants = Map.groupBy(await listGrants(platform.db, scope), ({ person_id }) => person_id);
  return staff.map((row) => ({
    personId: row.person_id,
    name: row.name,
    username: row.username,
    disabled: row.disabled,
    activated: row.activated,
    grants: (grants.get(row.person_id) ?? []).map((grant) => ({
      id: grant.id,
      role: grant.role,
      placeId: grant.place_id,
      nameZh: grant.name_zh,
      nameEn: grant.name_en,
    })),
  }));
}

export function addStaff(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { username, name, role, placeId }: BodyOf<typeof people.addStaff>,
): Promise<ResponseOf<typeof people.addStaff>> {
  return platform.transaction(actor, async (tx) => {
    await mustBeAllowedToGive(tx, actor, scope, role, placeId);
    const password = oneTimePassword();
    const staff = { username, name, role, placeId, oneTimePassword: password };
    const { personId } = await createStaff(tx, staff);
    await tx.audit({ action: 'staff.added', placeId, personId, details: { role } });
    return { personId, oneTimePassword: password };
  });
}

export function grantRole(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
  { role, placeId }: BodyOf<typeof people.grantRole>,
): Promise<void> {
  return platform.transaction(actor, async (tx) => {
    await mustBeSomebodyElse(tx, actor, scope, personId);
    await mustBeAllowedToGive(tx, actor, scope, role, placeId);
    const exists = () => new Problem(peopleProblems.grant_exists);
    await mapConstraintErrors({ grants_once: exists }, () => giveRole(tx, personId, role, placeId));
    await tx.audit({ action: 'staff.role_given', placeId, personId, details: { role } });
  });
}

export function revokeRole(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
  grantId: number,
): Promise<void> {
  return platform.transaction(actor, async (tx) => {
    await mustBeSomebodyElse(tx, actor, scope, personId);
    const { role, path, place_id } = getOrNotFound(
      await deleteGrant(tx.db, scope, personId, grantId),
    );
    if (!mayGive(role, path, await listGrantsOf(tx.db, actor.personId))) {
      throw new Problem(commonProblems.forbidden);
    }
    await tx.audit({ action: 'staff.role_taken', placeId: place_id, personId, details: { role } });
  });
}

export function changeStaff(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
  { disabled }: BodyOf<typeof people.changeStaff>,
): Promise<void> {
  return platform.transaction(actor, async (tx) => {
    const placeId = await mustBeInOnesHands(tx, actor, scope, personId);
    await setDisabled(tx.db, personId, disabled);
    if (disabled) await endSessionsOf(tx, { personIds: [personId] });
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
): Promise<ResponseOf<typeof people.resetStaff>> {
  return platform.transaction(actor, async (tx) => {
    const placeId = await mustBeInOnesHands(tx, actor, scope, personId);
    const password = oneTimePassword();
    const encrypted = platform.keys.seal(initialPurpose(personId, staffRealm), password);
    await resetSignIn(tx, personId, staffRealm, ['console', 'field']);
    await updateInitial(tx.db, personId, staffRealm, encrypted);
    await tx.audit({ action: 'staff.reset', placeId, personId, reason: reason.trim() });
    return { oneTimePassword: password };
  });
}

/** Makes the first administrator by the link from the terminal, and signs them in. */
export async function followFirstLink(
  platform: Platform,
  agent: string,
  { token, username, name, password }: BodyOf<typeof people.firstLink>,
): Promise<{ token: string; personId: string }> {
  const invalidLink = () => new Problem(peopleProblems.first_link_invalid);
  const hash = tokenHash(token);
  if (!(await findFirstLink(platform.db, hash, platform.clock.now()))) throw invalidLink();
  const problems = passwordProblems(password, { account: username, initial: null });
  if (problems.length > 0) throw invalid(...problems);
  const passwordHash = await hashSecret(password);
  return platform.transaction(null, async (tx) => {
    if (!(await takeFirstLink(tx.db, hash, tx.now))) throw invalidLink();
    if ((await countAtRoot(tx.db, 'administrator')) > 0) throw invalidLink();
    const { personId } = await createFirstAdministrator(tx, { username, name, passwordHash });
    await tx.audit({ action: 'staff.first_administrator', personId });
    const session = { personId, realm: staffRealm, app: 'console', agent } as const;
    return { personId, token: (await startSession(tx.db, tx.now, session)).token };
  });
}

async function mustBeAllowedToGive(
  tx: Tx,
  actor: Actor,
  scope: PlaceScope,
  role: Role,
  placeId: number,
): Promise<void> {
  const { path } = getOrNotFound(await findPlace(tx.db, scope, placeId));
  const own = await listGrantsOf(tx.db, actor.personId);
  if (!mayGive(role, path, own)) throw new Problem(commonProblems.forbidden);
}

/** A member of staff whom the scope reaches, other than oneself; answers all their roles. */
async function mustBeSomebodyElse(
  tx: Tx,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
): Promise<GrantRow[]> {
  if (!(await lockMembership(tx.db, personId, staffRealm, 'change'))) throw notFound();
  const theirs = await listGrantsOf(tx.db, personId);
  const within = theirs.some(({ path }) => scope.paths.some((prefix) => path.startsWith(prefix)));
  const loose = theirs.length === 0 && reachesRoot(scope.paths);
  if (!within && !loose) throw notFound();
  if (personId === actor.personId) throw new Problem(peopleProblems.not_oneself);
  return theirs;
}

/** As before, and without a role anywhere that the actor could not have given; answers one of the places. */
async function mustBeInOnesHands(
  tx: Tx,
  actor: Actor,
  scope: PlaceScope,
  personId: string,
): Promise<number | null> {
  const theirs = await mustBeSomebodyElse(tx, actor, scope, personId);
  if (!mayChange(theirs, await listGrantsOf(tx.db, actor.personId))) {
    throw new Problem(commonProblems.forbidden);
  }
  return theirs[0]?.place_id ?? null;
}
