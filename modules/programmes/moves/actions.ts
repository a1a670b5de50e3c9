import type { ResponseOf } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { getOrNotFound, Problem } from '../../../platform/problems.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { countHoldersBelow } from '../../access/public.ts';
import { countPlacesBelow, findPlace, type PlaceMoved } from '../../places/public.ts';
import { type programmes, programmesProblems } from '../contract.ts';
import { loadProgramme } from '../programme/cache.ts';
import { countPeopleBelow, findLeftProgramme } from './queries.ts';

/**
 * An enrolment stays at or below its programme's place. This is asked after the move, which has waited for
 * enrolments under way; whoever enrols somebody later waits for the move.
 */
export async function onPlacesMoved(tx: Tx, moved: PlaceMoved[]): Promise<void> {
  for (const { path, from } of moved) {
    const left = await findLeftProgramme(tx.db, { path, from: from.path });
    if (!left) continue;
    const { definition } = await loadProgramme(tx.db, left.id, left.version);
    throw new Problem(programmesProblems.place_leaves_programme, {
      params: { programmeZh: definition.name.zh, programmeEn: definition.name.en },
    });
  }
}

export async function belongingsOf(
  { db }: Platform,
  scope: PlaceScope,
  placeId: number,
): Promise<ResponseOf<typeof programmes.belongings>> {
  const { path } = getOrNotFound(await findPlace(db, scope, placeId));
  const [{ regions, organisations, sites }, people, staff] = await Promise.all([
    countPlacesBelow(db, path),
    countPeopleBelow(db, path),
    countHoldersBelow(db, path),
  ]);
  return { places: regions + organisations + sites, people, staff };
}
