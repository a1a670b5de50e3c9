import type { ColourRules } from '../../../forms/colours.ts';
import type { Tx } from '../../../platform/platform.ts';
import { type Programme, programmeAt } from '../../programmes/public.ts';
import { type ChainEntry, newHead, nextEntry, sealOf } from '../ledger/chain.ts';
import { relistOf } from '../revocations/queries.ts';
import type { Content } from '../tables.ts';
import type { Change } from './facts.ts';
import { addStates, lockStates, type NewState, type StoredState, storeStates } from './queries.ts';
import { neededFor } from './replay.ts';
import { adopt, type CodeState, evolve, isQuiet, type Transition } from './rules.ts';
import { staleAt, timelineOf } from './standing.ts';

/** Something that happened to a person's code, as rules see it, and who did it. */
export type Happening = {
  enrolmentId: number;
  change: Change | ((rules: ColourRules) => Change);
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
  return change(tx, programme, [...byPerson.keys()], async (states) => {
    const coloured = versions(tx, programme);
    const fresh: NewState[] = [];
    for (const state of states) {
      const former = await coloured(state.version);
      const own = byPerson.get(state.head.enrolmentId) ?? [];
      fresh.push(follow(tx, programme, former, state, own));
    }
    return fresh;
  });
}

/** Holds codes of one programme, which those are given who have none, and writes what is made of them. */
export async function change(
  tx: Tx,
  programme: Coloured,
  ids: number[],
  make: (states: StoredState[]) => Promise<NewState[]>,
): Promise<Map<number, NewState>> {
  if (ids.length === 0) return new Map();
  const heads = ids.map((id) => newHead(tx.platform.keys, id));
  await tx.send(addStates(tx.db, programme, heads, tx.now));
  const fresh = await make(await lockStates(tx.db, ids));
  if (fresh.length > 0) await tx.send(storeStates(tx.db, programme.id, fresh));
  const changed = fresh.filter(({ entries }) => entries.length > 0);
  if (changed.length > 0) await tx.send(relistOf(tx.db, changed.map(colourNow), tx.now));
  return new Map(fresh.map((each) => [each.head.enrolmentId, each]));
}

/** Versions of a programme that codes were told by; one that was published just now is the one that is given. */
export function versions(tx: Tx, given: Coloured): (version: number) => Promise<Coloured> {
  return async (version) => {
    if (version === given.version) return given;
    return colouredOf(await programmeAt(tx.platform, given.id, version)) ?? given;
  };
}

const colourNow = ({ head, state }: NewState) => ({
  enrolmentId: head.enrolmentId,
  colour: state.last.colour,
});

/**
 * A code that was told by an older version goes on by this one, whoever comes first: what happens, or the work that
 * follows a publication. One that was told by a newer version stays with that: what happened was on its way when the
 * version was published.
 */
function follow(
  tx: Tx,
  given: Coloured,
  former: Coloured,
  stored: StoredState,
  happenings: Happening[],
): NewState {
  const { colours, version } = former.version > given.version ? former : given;
  const now = tx.now.toISOString();
  const told: Told[] = [];
  let state: CodeState = stored;
  if (former.colours !== colours && neededFor(former.colours, colours) !== 'nothing') {
    const { facts } = state;
    const next = adopt(former.colours, colours, state, { facts, at: now });
    state = next.state;
    told.push(...next.transitions.map((transition) => ({ transition, by: nobody })));
  }
  for (const { enrolmentId: _, change: happened, ...by } of happenings) {
    const change = typeof happened === 'function' ? happened(colours) : happened;
    const next = evolve(colours, state, change, now);
    state = next.state;
    told.push(...next.transitions.map((transition) => ({ transition, by })));
  }
  return newState(tx, { id: given.id, version, colours }, stored, { state, told });
}

type By = Omit<Happening, 'enrolmentId' | 'change'>;
type Told = { transition: Transition; by: By };

export const nobody: By = { actorId: null };

/** A code as it is to be written, with the entries that its ledger gets. */
export function newState(
  { now, platform: { keys } }: Tx,
  { id, version, colours }: Coloured,
  stored: StoredState,
  { state, told }: { state: CodeState; told: Told[] },
): NewState {
  const entries: ChainEntry[] = [];
  let { head } = stored;
  for (const { transition, by } of told) {
    const did = transition.why === 'time' ? nobody : by;
    const content: Content = { ...transition, programme: { id, version }, ...did };
    const entry = nextEntry(head, JSON.stringify(content), now);
    entries.push(entry);
    head = { enrolmentId: entry.enrolmentId, entries: entry.number, hash: entry.hash };
  }
  return {
    state,
    version,
    timeline: timelineOf(colours, state.facts, state.evaluatedAt),
    quiet: isQuiet(state),
    staleAt: staleAt(colours, state.facts),
    head: { ...head, seal: sealOf(keys, head) },
    entries,
  };
}
