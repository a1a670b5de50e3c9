import type { Report } from '../problems.ts';
import type { Reach } from '../reach.ts';

/** Reports a lower limit above the upper one. */
export function checkLimits(
  { min, max }: { min?: number; max?: number },
  path: string,
  _reach: Reach,
  report: Report,
): void {
  if (min !== undefined && max !== undefined && min > max) report(path, 'min_above_max');
}
