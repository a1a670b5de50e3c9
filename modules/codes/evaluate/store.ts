import type { ColourRules } from '../../../forms/colours.ts';
import type { Tx } from '../../../platform/platform.ts';
import type { Programme } from '../../programmes/public.ts';
import { type ChainEntry, newHead, nextEntry, sealOf } from '../ledger/chain.ts';
import { relistOf } from '../revocations/queries.ts';
import type { Content } from '../tables.ts';
import type { Change } from './facts.ts';
import { addStates, lockStates, type NewState, type StoredState, storeStates } from './queries.ts';
import { evolve, isQuiet } from './rules.ts';
import { staleAt, timelineOf } from './standing.ts';

/** Something that happened to a person's code, and who did it. */
export type Happening = {
  enrolmentId: number;
  change: Change;
} & Pick<Content, 'actorId' | 'approverId' | 'placeId' | 'note' | 'evidence'>;

/** A programme that gives colours. */
export type Coloured = Pick<Programme, 'id' | 'version'> & { colours: ColourRules };

export function colouredOf({ id, version, definition }: Programme): Coloured | null {
  return definition.colours ? { id, version, colours: definition.colours } : null;
}

/**
 * Takes up what happened to people of one programme, in order: their codes are held, the rules decide, and
 * codes and ledgers are written, each by one statement for all of them. Answers who has which code now.
 */
export async function takeUp(
  tx: Tx,
  programme: Coloured,
  happenings: Happening[],
): Promise<Map<number, NewState>> {
  const byPerson = Map.groupBy(happenings, ({ enrolmentId }) => enrolmentId);
  const ids = [...byPerson.keys()];
  if (ids.length === 0) return new Map();
  const { keys } = tx.platform;
  const heads = ids.map((id) => newHead(keys, id));
  await tx.send(addStates(tx.db, programme, heads, tx.now));
  const states = await lockStates(tx.db, ids);
  const fresh = states.map((state) => {
    const own = byPerson.get(state.head.enrolmentId) ?? [];
    return follow(tx, programme, state, own);
  });
  await tx.send(storeStates(tx.db, programme, fresh));
  const changed = fresh.filter(({ entries }) => entries.length > 0);
  if (changed.length > 0) await tx.send(relistOf(tx.db, changed.map(colourNow), tx.now));
  return new Map(fresh.map((each) => [each.head.enrolmentId, each]));
}

const colourNow = ({ head, state }: NewState) => ({
  enrolmentId: head.enrolmentId,
  colour: state.last.colour,
});

function follow(
  { now: at, platform: { keys } }: Tx,
  { id, version, colours }: Coloured,
  stored: StoredState,
  happenings: Happening[],
): NewState {
  const now = at.toISOString();
  const entries: ChainEntry[] = [];
  let { head } = stored;
  let state = { facts: stored.facts, last: stored.last, evaluatedAt: stored.evaluatedAt };
  for (const { enrolmentId: _, change, ...by } of happenings) {
    const next = evolve(colours, state, change, now);
    state = next.state;
    for (const transition of next.transitions) {
      const did = transition.why === 'time' ? { actorId: null } : by;
      const content: Content = { ...transition, programme: { id, version }, ...did };
      const entry = nextEntry(head, JSON.stringify(content), at);
      entries.push(entry);
      head = { enrolmentId: entry.enrolmentId, entries: entry.number, hash: entry.hash };
    }
  }
  return {
    state,
    timeline: timelineOf(colours, state.facts, state.evaluatedAt),
    quiet: isQuiet(state),
    staleAt: staleAt(colours, state.facts),
    head: { ...head, seal: sealOf(keys, head) },
    entries,
  };
}
