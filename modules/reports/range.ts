import { isDay } from '../../forms/days.ts';
import { invalid, Problem } from '../../platform/problems.ts';
import { reportsProblems } from './contract.ts';

/** The longest range of days that one request may ask for. */
export const maxDays = 400;

/** Throws field problems for what is no day, `range_too_long` past 400 days. */
export function checkRange(from: string, to: string): void {
  for (const [path, day] of Object.entries({ from, to })) {
    if (!isDay(day)) throw invalid({ path, code: 'not_a_date' });
  }
  if (Date.parse(to) - Date.parse(from) >= maxDays * 24 * 60 * 60 * 1000) {
    throw new Problem(reportsProblems.range_too_long, { params: { max: maxDays } });
  }
}
