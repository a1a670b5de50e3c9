import type { Tx } from '../../../platform/platform.ts';
import type { Actor } from '../../../platform/scope.ts';
import { covers, permissionsGrantedTo, permissionsHeldBy } from '../../access/public.ts';
import { listSamePeople } from '../../people/public.ts';
import type { MergeRefusal } from './rules.ts';

/**
 * Why the actor may not merge these people's records: one is their own, by their account or their document, or is of
 * somebody whose roles let them do what the actor may not. Null where they may.
 */
export async function refusalOfActor(
  tx: Pick<Tx, 'db' | 'platform'>,
  actor: Actor,
  personIds: string[],
): Promise<MergeRefusal | null> {
  const same = await listSamePeople(tx.db, personIds);
  if (same.includes(actor.personId)) return 'merge_of_oneself';
  const held = await permissionsHeldBy(tx, actor.personId);
  for (const personId of same) {
    const wanted = await permissionsGrantedTo(tx, personId);
    if (wanted.length > 0 && !covers(held, wanted)) return 'merge_of_superior';
  }
  return null;
}
