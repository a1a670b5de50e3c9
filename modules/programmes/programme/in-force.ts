import type { Tx } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import { lockRealm } from '../../people/public.ts';
import type { Programme } from '../model.ts';
import { loadProgramme } from './cache.ts';
import { findProgramme } from './queries.ts';

/**
 * The programme as it is in force, and stays until `tx` ends for all that writes enrolments: whoever changes
 * its days, enrols, changes or withdraws people waits for each other here, before anything else is locked.
 */
export async function inForce(tx: Tx, known: Programme): Promise<Programme> {
  await lockRealm(tx.db, known.realm);
  const { version } = getOrNotFound(await findProgramme(tx.db, known.id));
  return version === known.version ? known : loadProgramme(tx.db, known.id, version);
}
