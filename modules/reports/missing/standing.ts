import type { Platform } from '../../../platform/platform.ts';
import { findNotices } from '../../notices/public.ts';
import type { ProgrammeView } from '../../programmes/public.ts';
import { reminderKey } from '../staff/rules.ts';
import { listRuns } from './queries.ts';

/** What a list of those who have not reported says of each beside who they are. */
export type Standing = {
  /** Days in a row without a report, the list's day included; null where no days are due. */
  missedInRow: number | null;
  lastReported: string | null;
  /** When the person was reminded of that day. */
  remindedAt: string | null;
};

/** Adds to the people of one page for how long they have not reported, and whether they were reminded. */
export async function withStanding<T extends { enrolmentId: number; personId: string }>(
  platform: Platform,
  { programme }: Pick<ProgrammeView, 'programme'>,
  people: T[],
  asked: { form: string; day: string },
): Promise<(T & Standing)[]> {
  const [runs, notices] = await Promise.all([
    listRuns(
      platform.db,
      people.map(({ enrolmentId }) => enrolmentId),
      asked,
    ),
    findNotices(
      platform.db,
      { realm: programme.realm, key: reminderKey(asked) },
      people.map(({ personId }) => personId),
    ),
  ]);
  const runOf = new Map(runs.map((run) => [run.enrolmentId, run]));
  return people.map((person) => {
    const run = runOf.get(person.enrolmentId);
    return {
      ...person,
      missedInRow: run?.missed ?? null,
      lastReported: run?.lastReported ?? null,
      remindedAt: notices.get(person.personId)?.toISOString() ?? null,
    };
  });
}
