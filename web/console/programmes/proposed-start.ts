import type { Day } from '../../../forms/definition.ts';
import type { DayEdge } from '../../../forms/policy.ts';
import type { ProgrammeDefinition } from '../../../forms/programme.ts';

/**
 * From which day on somebody reports who is added by hand, unless said otherwise: from today, where the programme
 * has begun, so that nobody has missed days on which they took no part yet. Nothing where the usual first day is
 * right, where the programme is over, or where nobody's days rest on such a day.
 */
export function proposedStart(
  { startsOn, endsOn, days }: Pick<ProgrammeDefinition, 'startsOn' | 'endsOn' | 'days'>,
  today: Day,
): Day | undefined {
  if (today <= startsOn || today > endsOn) return undefined;
  return days.some(({ from }) => restsOnStart(from)) ? today : undefined;
}

/** Whether the first day of a person is the one that the roster gives. */
export function restsOnStart(edge: DayEdge): boolean {
  if ('enrolment' in edge) return edge.enrolment === 'start';
  return 'otherwise' in edge && edge.otherwise !== undefined && restsOnStart(edge.otherwise);
}
