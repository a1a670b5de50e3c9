import { dayOf } from '../../../forms/days.ts';
import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import type { SelfScope } from '../../../platform/scope.ts';
import {
  type EnrolmentFacts,
  enrolmentOf,
  type Placements,
  type Programme,
  placementsOf,
  programmeAt,
} from '../../programmes/public.ts';
import { reportsProblems } from '../contract.ts';

/** Who takes part in what, at which moment. */
export type Enrolled = {
  facts: EnrolmentFacts;
  programme: Programme;
  /** Which forms are given to which units. */
  placements: Placements;
  now: Date;
  /** The day at that moment, in the programme's zone. */
  today: string;
};

/** One's own part in the programme that one is signed in to. Throws `not_enrolled`. */
export async function requireEnrolment(platform: Platform, self: SelfScope): Promise<Enrolled> {
  // The moment is that of arrival: a report sent at the last moment of a day belongs to that day.
  const now = platform.clock.now();
  const facts = await enrolmentOf(platform, self.personId, self.realm);
  if (!facts) throw new Problem(reportsProblems.not_enrolled);
  const programme = await programmeAt(platform, facts.programmeId, facts.programmeVersion);
  const placements = await placementsOf(platform, facts.programmeId);
  return { facts, programme, placements, now, today: dayOf(now, programme.definition.zone) };
}
