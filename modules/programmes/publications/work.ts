import type { Platform, Tx } from '../../../platform/platform.ts';
import { lockRealm } from '../../people/public.ts';
import { emitEnrolmentChanges } from '../enrolment/changes.ts';
import { lockEnrolments, updateDays } from '../enrolment/queries-days.ts';
import { colourRulesChanged, type EnrolmentChange, type Programme } from '../model.ts';
import { loadProgramme } from '../programme/cache.ts';
import { daysFollowing } from '../programme/days.ts';
import { advance, lockOldest, noteFailure, type PublicationRow } from './queries.ts';
import { currentStep, firstColours, nextColours, stepsAfter } from './rules.ts';

/**
 * What follows from a version that was published: everybody's days due with their counts, everybody's colour. Each
 * batch is written and counted in one transaction, so that whoever takes over after a crash goes on exactly behind it,
 * and nobody waits for longer than a batch. Publications of one programme follow each other in their order, because
 * a person's days are moved from one version to the next.
 */

/** So many enrolments are looked at in one transaction; of colours as many as their pasts allow. */
export const batch = 500;

/** Tries in a row without a batch done, after which a publication has failed. */
const tries = 8;

/** Goes on with what was published of a programme, until nothing is left to do. */
export async function workOnPublications(
  platform: Platform,
  { id, realm }: Pick<Programme, 'id' | 'realm'>,
): Promise<void> {
  try {
    for (let size = firstColours, isMore = true; isMore; ) {
      const began = performance.now();
      isMore = await platform.transaction(null, (tx) => workOnBatch(tx, { id, realm }, size));
      size = nextColours(size, performance.now() - began, batch);
    }
  } catch (error) {
    await noteFailure(platform.db, id, tries);
    throw error;
  }
}

/** Does the next batch; says whether there was one. */
export async function workOnBatch(
  tx: Tx,
  { id, realm }: Pick<Programme, 'id' | 'realm'>,
  coloursAtOnce = firstColours,
): Promise<boolean> {
  // Before anything else, as whoever enrols people does: in another order the two could wait for each other.
  await lockRealm(tx.db, realm);
  const row = await lockOldest(tx.db, id);
  if (row?.state !== 'working') return false;
  const step = currentStep(row.steps)?.step;
  const limit = step === 'colours' ? coloursAtOnce : batch;
  const people = step
    ? await lockEnrolments(tx.db, id, {
        after: row.after_person,
        last: row.last_enrolment,
        limit,
      })
    : [];
  if (step && people.length > 0) await carryOut[step](tx, await versionsOf(tx, row), people);
  const isLast = people.length < limit;
  const steps = stepsAfter(row.steps, people.length, isLast);
  const isDone = currentStep(steps) === undefined;
  const after = isLast ? null : (people.at(-1)?.personId ?? null);
  await advance(tx.db, row.id, { steps, after, isDone, now: tx.now });
  return true;
}

type Enrolled = Awaited<ReturnType<typeof lockEnrolments>>;
type Versions = { was: Programme; now: Programme };

async function versionsOf(tx: Tx, row: PublicationRow): Promise<Versions> {
  const { programme_id, from_version, to_version } = row;
  return {
    was: await loadProgramme(tx.db, programme_id, from_version),
    now: await loadProgramme(tx.db, programme_id, to_version),
  };
}

const carryOut = {
  /**
   * Moves enrolments along with the days of the programme, those withdrawn included, and tells all others of every
   * one: also whose own days stay may be due until the programme ends.
   */
  async days(tx: Tx, { was, now }: Versions, people: Enrolled): Promise<void> {
    const changes = people.map((before): EnrolmentChange => {
      const days = daysFollowing(before, was.definition, now.definition);
      return { ...before, ...days, programmeId: now.id, programmeVersion: now.version, before };
    });
    const moved = changes.filter(
      ({ startsOn, endsOn, before }) => startsOn !== before?.startsOn || endsOn !== before.endsOn,
    );
    await updateDays(tx.db, moved, tx.now);
    await emitEnrolmentChanges(tx, now, changes);
  },

  async colours(tx: Tx, { was, now }: Versions, people: Enrolled): Promise<void> {
    const versions = { programmeId: now.id, fromVersion: was.version, toVersion: now.version };
    await tx.emit(
      colourRulesChanged,
      people.map(({ enrolmentId, personId }) => ({ enrolmentId, personId, ...versions })),
    );
  },
};
