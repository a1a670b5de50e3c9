import type { Day } from '../../../forms/definition.ts';
import type { FormPolicy } from '../../../forms/policy.ts';
import type { reports } from '../../../modules/reports/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import type { Overview } from './session.ts';

/** What a calendar says of a day. */
export type DayState = ResponseOf<typeof reports.days>[number]['state'];

/** Whether a calendar leads to a day: to look at its report, or to fill it in. */
export function canOpenDay({ backfill }: Pick<FormPolicy, 'backfill'>, state: DayState): boolean {
  if (state === 'missed') return backfill;
  return state === 'done' || state === 'extra' || state === 'today';
}

/** Whether a report is offered for a day that has none. */
export function mayFillIn({ backfill }: Pick<FormPolicy, 'backfill'>, day: Day, today: Day) {
  return day === today || (backfill && day < today);
}

/** The day at which a calendar opens: the last month that was reported says more than an empty one. */
export function calendarStart({ dueTo }: Pick<Overview, 'dueTo'>, today: Day): Day {
  return dueTo !== null && dueTo < today ? dueTo : today;
}
