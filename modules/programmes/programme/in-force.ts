import type { Tx } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import { lockRealm } from '../../people/public.ts';
import type { Programme } from '../model.ts';
import { loadProgramme } from './cache.ts';
import { findProgramme, lockProgramme } from './queries.ts';

/**
 * The programme as it is in force, and stays until `tx` ends for all that writes enrolments: whoever changes
 * its days, enrols, changes or withdraws people waits for each other here, before anything else is locked.
 */
export async function inForce(tx: Tx, known: Programme): Promise<Programme> {
  await lockRealm(tx.db, known.realm);
  const { version } = getOrNotFound(await findProgramme(tx.db, known.id));
  return version === known.version ? known : loadProgramme(tx.db, known.id, version);
}

/** The programme in force, of which nobody else publishes a version until `tx` ends. */
export async function lockInForce(
  tx: Tx,
  { id, realm }: Pick<Programme, 'id' | 'realm'>,
): Promise<Programme> {
  // Before the programme, as whoever enrols people does: in another order the two could wait for each other.
  await lockRealm(tx.db, realm);
  const { version } = getOrNotFound(await lockProgramme(tx.db, id));
  return loadProgramme(tx.db, id, version);
}
