import { isSame } from '../../../forms/identity-changes.ts';
import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import type { Step } from './tables.ts';

/** What days due are computed from, beside what is on record of the people. */
const daysRestOn = ({ startsOn, endsOn, zone, days }: ProgrammeDefinition) => [
  ...[startsOn, endsOn, zone],
  days,
];

/** What is done to everybody once a version replaces another one. */
export function stepsBetween(was: ProgrammeDefinition, now: ProgrammeDefinition): Step['step'][] {
  const steps: Step['step'][] = [];
  if (!isSame(daysRestOn(was), daysRestOn(now))) steps.push('days');
  if (!isSame(was.colours, now.colours)) steps.push('colours');
  return steps;
}

/** The step that is under way; none once all are finished. */
export function currentStep(steps: readonly Step[]): Step | undefined {
  return steps.find(({ finished }) => !finished);
}

/** The steps after a batch of the current one; its last batch has fewer rows than there could be. */
export function stepsAfter(steps: readonly Step[], rows: number, isLast: boolean): Step[] {
  const current = currentStep(steps);
  return steps.map((each) => {
    if (each !== current) return each;
    const done = each.done + rows;
    // People may have gone meanwhile, or have been put together with others.
    const total = isLast ? done : Math.max(done, each.total);
    return { ...each, done, total, finished: isLast };
  });
}

/** So many people's colours follow in the first transaction: nobody knows yet how long their pasts are. */
export const firstColours = 50;

/** How many follow in the next one, so that nobody waits for a code for much longer than half a second. */
export function nextColours(size: number, tookMs: number, most: number): number {
  if (tookMs > 500) return Math.max(5, Math.floor((size * 500) / tookMs / 2));
  return tookMs < 125 ? Math.min(most, size * 2) : size;
}
