import type { BodyOf } from '../../../platform/contract.ts';
import type { Db } from '../../../platform/database.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { invalid, Problem } from '../../../platform/problems.ts';
import { systemScope } from '../../../platform/scope.ts';
import { administratorRole, listHoldersAtRoot } from '../../access/public.ts';
import {
  hashSecret,
  newToken,
  passwordProblems,
  staffRealm,
  startSession,
  tokenHash,
} from '../../people/public.ts';
import { addPlace, listPlaces } from '../../places/public.ts';
import { type staff, staffProblems } from '../contract.ts';
import { addGrant, createStaff, type NewStaff } from '../create.ts';
import { findLink, replaceLink, takeLink } from '../queries.ts';

/** How long a link from the machine is good. */
export const linkMinutes = 60;

/** Whether somebody is there who may manage the staff of a whole tree. */
export const hasAdministrator = async (db: Db): Promise<boolean> =>
  (await listHoldersAtRoot(db, 'staff.manage')).length > 0;

/**
 * The token of the link that makes the first administrator, good for an hour and once; null where
 * there is an administrator already. Every call replaces the link before.
 */
export async function firstAdministratorLink(platform: Platform): Promise<string | null> {
  return platform.transaction(null, async (tx) => {
    if (await hasAdministrator(tx.db)) return null;
    const { token, hash } = newToken();
    const expiresAt = new Date(tx.now.getTime() + linkMinutes * 60_000);
    await replaceLink(tx.db, { hash, personId: null, expiresAt });
    return token;
  });
}

/** Makes somebody administrator of everything; the first root place is made where there is none. */
async function createFirstAdministrator(tx: Tx, staff: NewStaff): Promise<{ personId: string }> {
  const places = await listPlaces(tx.db, systemScope());
  const roots = places.filter(({ parent_id }) => parent_id === null);
  if (roots.length === 0) roots.push(await addPlace(tx, firstPlace));
  const { personId } = await createStaff(tx, staff);
  for (const { id } of roots) await addGrant(tx, personId, administratorRole, id);
  return { personId };
}

const firstPlace = {
  parentId: null,
  kind: 'organisation',
  code: 'installation',
  zh: '本单位',
  en: 'This organisation',
} as const;

/** Makes the first administrator by the link from the terminal, and signs them in. */
export async function followFirstLink(
  platform: Platform,
  agent: string,
  { token: given, username, name, password }: BodyOf<typeof staff.createFirstAdministrator>,
): Promise<{ token: string; personId: string; sessionId: string }> {
  const invalidLink = () => new Problem(staffProblems.first_link_invalid);
  const hash = tokenHash(given);
  const link = await findLink(platform.db, hash, platform.clock.now());
  if (link?.personId !== null) throw invalidLink();
  const problems = passwordProblems(password, { accounts: [username], initial: null });
  if (problems.length > 0) throw invalid(...problems);
  const passwordHash = await hashSecret(password);
  return platform.transaction(null, async (tx) => {
    if (!(await takeLink(tx.db, hash, tx.now))) throw invalidLink();
    if (await hasAdministrator(tx.db)) throw invalidLink();
    const { personId } = await createFirstAdministrator(tx, { username, name, passwordHash });
    await tx.audit({ action: 'staff.first_administrator', personId });
    const session = { personId, realm: staffRealm, app: 'console', agent } as const;
    const { token, id: sessionId } = await startSession(tx.db, tx.now, session);
    return { personId, sessionId, token };
  });
}
