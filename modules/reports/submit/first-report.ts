import type { Day } from '../../../forms/definition.ts';
import type { UnverifiedSession } from '../../../platform/scope.ts';
import type { Preconditions } from './preconditions.ts';
import { type Arrival, decide, type Submission, type SubmissionState } from './rules.ts';

/**
 * By far most reports are the first of their day, by somebody for whom nothing has changed. The rules
 * decide about them on an assumed state, and one statement verifies the assumption and writes them.
 * Whatever does not fit takes the longer way, which also finds out why.
 */
export type FirstReport = {
  submission: Submission;
  /** By which it was sent. */
  session: Pick<UnverifiedSession, 'tokenHash' | 'personId'>;
  preconditions: Preconditions;
};

/** The report as a first one; null where the rules would not take it even on the assumed state. */
export function asFirstReport(
  preconditions: Preconditions,
  arrival: Arrival,
  session: FirstReport['session'],
): FirstReport | null {
  const { programme, oneStatement } = preconditions;
  if (!oneStatement) return null;
  const outcome = decide(programme, assumedState(preconditions, arrival.sent.day), arrival);
  if (!('write' in outcome) || !outcome.write.counts) return null;
  return { submission: outcome.write.submission, session, preconditions };
}

/**
 * Somebody whom the form is offered to, who was not withdrawn, made the declaration, is due on the
 * day and has not reported. `insertFirstReports` verifies exactly this.
 */
function assumedState(
  { programme, eligibility, declaration }: Preconditions,
  day: Day,
): SubmissionState {
  const group = eligibility.groups[0] as string;
  const person = { group, attributes: {}, from: day, to: day, withdrawnOn: null };
  const who = { enrolmentId: 0, programmeId: programme.id, personId: '', person };
  const days = { milestones: {}, from: day, to: day };
  const reportingPeriod = { ...who, placeId: 0, group, ...days, revision: 0 };
  return { reportingPeriod, declared: declaration, newest: null };
}

/**
 * As one statement takes them: by what they have in common, and of several with the same id only the
 * earliest. (Of several for the same day the statement takes one.)
 */
export function groupByPreconditions(firsts: FirstReport[]): Map<Preconditions, FirstReport[]> {
  const ids = new Set<string>();
  const parts = new Map<Preconditions, FirstReport[]>();
  for (const first of firsts) {
    const { id } = first.submission;
    if (ids.has(id)) continue;
    ids.add(id);
    const part = parts.get(first.preconditions);
    if (part) part.push(first);
    else parts.set(first.preconditions, [first]);
  }
  return parts;
}
