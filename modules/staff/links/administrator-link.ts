import { type BodyOf, staffApps } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { invalid, Problem } from '../../../platform/problems.ts';
import {
  addAccount,
  hashSecret,
  newToken,
  passwordProblems,
  resetSignIn,
  setDisabled,
  staffRealm,
  startSession,
  tokenHash,
} from '../../people/public.ts';
import { type staff, staffProblems } from '../contract.ts';
import { findLink, listAdministrators, replaceLink, takeLink } from '../queries.ts';
import { linkMinutes } from './first-administrator.ts';

/**
 * For whoever has the machine: the token of a link by which an administrator sets a new password, good for an
 * hour and once. It replaces the one before. Where nobody of that user name may manage the staff of a whole
 * tree, answers who may.
 */
export async function administratorLink(
  platform: Platform,
  username: string | undefined,
): Promise<{ token: string } | { administrators: string[] }> {
  return platform.transaction(null, async (tx) => {
    const all = await listAdministrators(tx.db);
    const wanted = username?.trim().toLowerCase();
    const one = all.find((each) => each.username === wanted);
    if (!one) return { administrators: all.map((each) => each.username) };
    const { token, hash } = newToken();
    const expiresAt = new Date(tx.now.getTime() + linkMinutes * 60_000);
    await replaceLink(tx.db, { hash, personId: one.personId, expiresAt });
    await tx.audit({ action: 'staff.link_made', personId: one.personId });
    return { token };
  });
}

/**
 * Sets the password of an administrator by such a link, and signs them in. All their sessions end, and an
 * account that was disabled is open again: the machine's owner has asked for it.
 */
export async function followAdministratorLink(
  platform: Platform,
  agent: string,
  { token: given, password }: BodyOf<typeof staff.setAdministratorPassword>,
): Promise<{ token: string; personId: string; sessionId: string }> {
  const invalidLink = () => new Problem(staffProblems.administrator_link_invalid);
  const hash = tokenHash(given);
  const link = await findLink(platform.db, hash, platform.clock.now());
  const known = (await listAdministrators(platform.db)).find(
    ({ personId }) => personId === link?.personId,
  );
  if (!known) throw invalidLink();
  const { personId, username } = known;
  const problems = passwordProblems(password, { accounts: [username], initial: null });
  if (problems.length > 0) throw invalid(...problems);
  const passwordHash = await hashSecret(password);
  return platform.transaction(null, async (tx) => {
    if (!(await takeLink(tx.db, hash, tx.now))) throw invalidLink();
    await resetSignIn(tx, personId, staffRealm, [...staffApps]);
    await setDisabled(tx, { personIds: [personId], realm: staffRealm }, false);
    await addAccount(tx, { personId, realm: staffRealm, app: 'console', passwordHash });
    await tx.audit({ action: 'staff.link_used', personId });
    const session = { personId, realm: staffRealm, app: 'console', agent } as const;
    const { token, id: sessionId } = await startSession(tx.db, tx.now, session);
    return { personId, sessionId, token };
  });
}
