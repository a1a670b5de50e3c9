import type { BodyOf } from '../../platform/contract.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { getOrNotFound, mapConstraintErrors, Problem } from '../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../platform/scope.ts';
import { parentKindsOf, type places, placesProblems } from './contract.ts';
import { placesMoved } from './events.ts';
import { findPlace, type PlaceRow } from './queries.ts';
import { holdOpen, lockMoves, updateParent } from './queries-move.ts';

/**
 * Puts a place with everything below it under another one. Only from above both: whoever belongs to the place
 * would take themselves along.
 */
export function movePlace(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  id: number,
  { parentId, fromId }: BodyOf<typeof places.move>,
): Promise<PlaceRow> {
  return platform.transaction(actor, async (tx) => {
    await lockMoves(tx.db);
    const place = getOrNotFound(await findPlace(tx.db, scope, id));
    if (!isAbove(scope, place)) throw new Problem(placesProblems.place_move_own);
    if (place.parent_id !== fromId) throw new Problem(placesProblems.place_moved);
    const from = getOrNotFound(await findPlace(tx.db, scope, fromId));
    const to = getOrNotFound(await findPlace(tx.db, scope, parentId));
    if (to.id === from.id) return place;
    mustFit(place, to);
    await holdOpen(tx.db, to.path);
    await mapConstraintErrors({ places_code_among_siblings: codeTaken }, () =>
      updateParent(tx.db, id, to.id),
    );
    const moved = { ...place, parent_id: to.id, path: `${to.path}${id}/` };
    await tell(tx, moved, from, to);
    return moved;
  });
}

/** Whether the scope reaches above a place, not only to it. */
const isAbove = ({ paths }: PlaceScope, { path }: PlaceRow): boolean =>
  paths.some((prefix) => path.startsWith(prefix) && path !== prefix);

function mustFit(place: PlaceRow, to: PlaceRow): void {
  if (to.path.startsWith(place.path)) throw unfit('place_below_itself');
  if (!parentKindsOf(place.kind).includes(to.kind)) throw unfit('place_parent_unfit');
}

const unfit = (code: 'place_below_itself' | 'place_parent_unfit' | 'place_code_taken') =>
  new Problem(placesProblems[code], { fields: [{ path: 'parentId', code }] });

const codeTaken = () => unfit('place_code_taken');

/** Those who answer for the old parent see it in their trail as well: they no longer see the place itself. */
async function tell(tx: Tx, place: PlaceRow, from: PlaceRow, to: PlaceRow): Promise<void> {
  const { id, path } = place;
  const ends = { from: named(from), to: named(to) };
  await tx.audit(
    { action: 'place.moved', placeId: id, details: ends },
    { action: 'place.moved_away', placeId: from.id, details: { place: named(place), ...ends } },
  );
  const placed = ({ id, path }: PlaceRow) => ({ id, path });
  await tx.emit(placesMoved, [{ id, path, from: placed(from), to: placed(to) }]);
}

/** As people read it, and by its id, which stays when it is renamed. */
const named = ({ id, name_zh }: PlaceRow): string => `${name_zh} #${id}`;
