import { type EventHandler, on } from '../../../platform/events.ts';
import type { Tx } from '../../../platform/platform.ts';
import {
  type JoinedRecord,
  listMergedInto,
  listSurvivors,
  programmeAt,
  type RecordsMerged,
  recordsMerged,
} from '../../programmes/public.ts';
import { lockStates } from './queries.ts';
import { holdingCauses } from './standing.ts';
import { type Coloured, colouredOf, type Happening, takeUp } from './store.ts';

/**
 * What makes rules hold for a record that is merged holds for the one that is kept from then on, so that no merge makes
 * anybody's code better; an undone merge takes it away again. Each record keeps its own code and ledger. Reports are
 * not carried over: a code that is grey for want of one stays so.
 */
async function followMerges(tx: Tx, items: RecordsMerged[]): Promise<void> {
  for (const item of items) {
    const programme = await programmeAt(tx.platform, item.programmeId, item.programmeVersion);
    const coloured = colouredOf(programme);
    if (coloured) await followMerge(tx, coloured, item);
  }
}

async function followMerge(
  tx: Tx,
  coloured: Coloured,
  { mergeId: id, survivorId, mergedId, undone }: RecordsMerged,
): Promise<void> {
  const states = await lockStates(tx.db, [survivorId, mergedId]);
  const factsOf = (of: number) => states.find(({ head }) => head.enrolmentId === of)?.facts;
  const by = { enrolmentId: survivorId, actorId: tx.actor?.personId ?? null };
  if (undone) {
    const hasAny = factsOf(survivorId)?.causes.some(({ merge }) => merge === id);
    if (hasAny) await takeUp(tx, coloured, [{ ...by, change: { kind: 'merge_undone', id } }]);
    return;
  }
  const facts = factsOf(mergedId);
  const causes = facts ? holdingCauses(coloured.colours, facts, tx.now.toISOString()) : [];
  if (causes.length > 0) {
    await takeUp(tx, coloured, [{ ...by, change: { kind: 'merge', id, causes } }]);
  }
}

/**
 * What happens to a record that was merged happens to those as well that it leads to: a check that arrives late, an
 * order that is approved now.
 */
export async function withSurvivors(tx: Tx, happenings: Happening[]): Promise<Happening[]> {
  const ids = happenings.map(({ enrolmentId }) => enrolmentId);
  const joined = Map.groupBy(await listSurvivors(tx.db, ids), ({ id }) => id);
  const carried = (happening: Happening, { survivorId, mergeId }: JoinedRecord): Happening => {
    const { change } = happening;
    const isOrder = typeof change !== 'function' && change.kind === 'order';
    const brought = isOrder ? { ...change, merge: mergeId } : change;
    return { ...happening, enrolmentId: survivorId, change: brought };
  };
  return happenings.flatMap((each) => {
    const survivors = joined.get(each.enrolmentId) ?? [];
    return [each, ...survivors.map((joint) => carried(each, joint))];
  });
}

/** All records of the same person: what is decided about one is decided about them all. */
export async function recordsOfPerson(tx: Pick<Tx, 'db'>, enrolmentId: number): Promise<number[]> {
  const survivors = await listSurvivors(tx.db, [enrolmentId]);
  const top = survivors.at(-1)?.survivorId ?? enrolmentId;
  return [top, ...(await listMergedInto(tx.db, top))];
}

export const mergeHandlers: EventHandler[] = [on(recordsMerged, followMerges)];
