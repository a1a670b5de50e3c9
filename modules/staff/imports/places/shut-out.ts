import type { Platform } from '../../../../platform/platform.ts';
import { heldOn, listShutOutBy, permissionsHeldBy } from '../../../access/public.ts';
import { listNamesOf } from '../../queries.ts';
import type { Bearer, Outcome } from '../workbook.ts';
import type { PlaceOutcome } from './decide.ts';

/** So many are named; of more a note says how many there are. */
const named = 20;

/**
 * Says of the rows of one import, one after the other, whom a place that is disabled shuts out: those who work nowhere
 * else, or only where a row before closes as well; everybody once. Names are told to who may see staff there.
 */
export function whoIsShutOut(platform: Platform) {
  const closed: string[] = [];
  const told = new Set<string>();
  return async (
    { actor }: Bearer,
    { place, changes, conflicts }: PlaceOutcome,
  ): Promise<Pick<Outcome, 'notes' | 'shutsOut'>> => {
    const closes = [...changes, ...conflicts].some(({ field, to }) => field === 'disabled' && to);
    if (!place || !closes) return {};
    closed.push(place.path);
    const { db } = platform;
    const shutOut = await listShutOutBy(db, place.path, closed);
    const people = await listNamesOf(
      db,
      shutOut.filter((personId) => !told.has(personId)),
    );
    for (const { personId } of people) told.add(personId);
    if (people.length === 0) return {};
    const held = await permissionsHeldBy({ db, platform }, actor.personId);
    const maySee = heldOn(place.path, held).includes('staff.read');
    const names = people.slice(0, named).map(({ name }) => name);
    const params = { count: people.length, ...(maySee && { names }) };
    const code = maySee ? 'shuts_out' : 'shuts_out_some';
    return { notes: [{ code, params }], shutsOut: people.length };
  };
}
