import type { Db } from '../../platform/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { lookupOf } from './identifiers.ts';
import { findMemberBy, findRealm, findTakingPart } from './queries.ts';
import { sameName } from './roster/rules.ts';

/** Whether people of a realm register themselves, so that they are on record by their documents. */
export async function registersPeople(db: Db, realm: string): Promise<boolean> {
  return (await findRealm(db, realm))?.registration ?? false;
}

/** Whether somebody may still come in to a realm. */
export async function takesPart(
  db: Db,
  personId: string,
  realm: string,
  now: Date,
): Promise<boolean> {
  return (await findTakingPart(db, { personId, realm }, now)) !== undefined;
}

/**
 * Who takes part in a realm and has this document, in the form of its identifier, and this name; and by what the
 * document is found, whether it is anybody's or not.
 */
export async function findMemberByDocument(
  { db, keys, clock }: Platform,
  realm: string,
  document: string,
  name: string,
): Promise<{ member: { personId: string } | undefined; lookup: string }> {
  const lookup = lookupOf(keys, 'identity', document) ?? '';
  const found = await findMemberBy(db, { realm, kind: 'identity', lookup }, clock.now());
  return { member: found && sameName(name, found.name) ? found : undefined, lookup };
}
