import type { Tx } from '../../platform/platform.ts';
import { listHoldersBelow, listShutOut } from '../access/public.ts';
import { endSessionsOf, lockUsers, staffRealm } from '../people/public.ts';
import { findIsOpen, type PlaceMoved, type PlaceSwitched } from '../places/public.ts';

/**
 * Ends the sessions of those of these people whose roles have all stopped to count, after a change that
 * could have done so. The lock makes this wait for sign-ins under way, and the next ones for the commit; of
 * two such changes at once, of which each leaves the other's role, the second sees what the first did.
 */
export async function endSessionsOfShutOut(tx: Tx, personIds: string[]): Promise<void> {
  if (personIds.length === 0) return;
  await lockUsers(tx, personIds, staffRealm);
  const shutOut = await listShutOut(tx.db, personIds);
  await endSessionsOf(tx, { personIds: shutOut, realm: staffRealm });
}

/** A place that is out of use shuts out who works nowhere else. */
export async function onPlacesSwitched(tx: Tx, places: PlaceSwitched[]): Promise<void> {
  for (const { path, disabled } of places) {
    if (disabled) await endSessionsOfShutOut(tx, await listHoldersBelow(tx.db, path));
  }
}

/** A place that now stands below one that is out of use does the same. */
export async function onPlacesMoved(tx: Tx, places: PlaceMoved[]): Promise<void> {
  for (const { path, to } of places) {
    const isOpen = await findIsOpen(tx.db, to.id);
    if (!isOpen) await endSessionsOfShutOut(tx, await listHoldersBelow(tx.db, path));
  }
}
