import { type ColourRules, formsOfColours } from '../../../forms/colours.ts';
import { dayOf } from '../../../forms/days.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { programmeAt } from '../../programmes/public.ts';
import { historyOf, inPieces, type MeasurementsOf } from '../evaluate/history.ts';
import { newCode } from '../evaluate/rules.ts';
import {
  addOutcomes,
  advance,
  endRehearsal,
  listPeople,
  lockRehearsal,
  noteFailure,
  type Outcome,
  type RehearsalRow,
  type RehearsedPerson,
} from './queries.ts';
import { type Exchange, needsHistory, rehearse } from './rules.ts';

/**
 * A rehearsal looks at everybody, batch by batch. Each batch is written and counted in one transaction, so that whoever
 * takes over after a crash goes on exactly behind it, and whoever cancels waits for one batch at most. Codes are read,
 * and neither held nor written.
 */

/** So many people are looked at in one transaction. */
export const batch = 500;

/** Tries in a row without a batch done, after which a rehearsal has failed. */
const tries = 8;

/** Goes on with a rehearsal until it is finished or cancelled. */
export async function workOnRehearsal(
  platform: Platform,
  measurementsOf: MeasurementsOf,
  id: number,
): Promise<void> {
  try {
    while (await platform.transaction(null, (tx) => workOnBatch(tx, measurementsOf, id)));
  } catch (error) {
    await noteFailure(platform.db, id, tries, platform.clock.now());
    throw error;
  }
}

/** Does the next batch; says whether another one may follow. */
export async function workOnBatch(
  tx: Tx,
  measurementsOf: MeasurementsOf,
  id: number,
): Promise<boolean> {
  const row = await lockRehearsal(tx.db, id);
  if (row?.state !== 'working') return false;
  const { definition } = await programmeAt(tx.platform, row.programmeId, row.fromVersion);
  const today = dayOf(row.startedAt, definition.zone);
  const people = await listPeople(tx.db, row.programmeId, {
    ...{ after: row.after, today, limit: batch },
  });
  if (people.length > 0) {
    const exchange = { before: definition.colours as ColourRules, rules: row.rules };
    for (const piece of inPieces(people)) {
      await addOutcomes(tx.db, id, await outcomesOf(tx, measurementsOf, row, exchange, piece));
    }
    const after = people.at(-1)?.enrolmentId ?? row.after;
    await advance(tx.db, id, { after, people: people.length, now: tx.now });
  }
  const isLast = people.length < batch;
  if (isLast) await endRehearsal(tx.db, id, 'done', tx.now);
  return !isLast;
}

async function outcomesOf(
  tx: Tx,
  measurementsOf: MeasurementsOf,
  { moment: upTo }: RehearsalRow,
  exchange: Exchange,
  people: RehearsedPerson[],
): Promise<Outcome[]> {
  const moment = upTo.toISOString();
  const known = people.map((person) => ({ person, state: stateOf(person) }));
  const asked = known.filter(({ state }) => needsHistory(exchange, state, moment));
  const ids = asked.map(({ person }) => person.enrolmentId);
  const forms = [
    ...new Set([...formsOfColours(exchange.before), ...formsOfColours(exchange.rules)]),
  ];
  const source = { platform: tx.platform, db: tx.db };
  const happened = await historyOf(source, measurementsOf, ids, { forms, upTo });
  const isAsked = new Set(ids);
  return known.map(({ person: { enrolmentId, placeId }, state }) => {
    const own = isAsked.has(enrolmentId) ? (happened.get(enrolmentId) ?? []) : null;
    const { from, to } = rehearse(exchange, state ?? newCode, own, moment);
    const rules = { fromRule: from.reason?.rule ?? null, toRule: to.reason?.rule ?? null };
    return { enrolmentId, placeId, from: from.colour, to: to.colour, ...rules };
  });
}

function stateOf({ facts, reportedAt, evaluatedAt }: RehearsedPerson) {
  if (!facts || !evaluatedAt) return undefined;
  return {
    facts: { ...facts, reportedAt: reportedAt?.toISOString() ?? null },
    evaluatedAt: evaluatedAt.toISOString(),
  };
}
