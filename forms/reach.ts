import type { Field } from './definition.ts';
import type { Report } from './problems.ts';

/** Fields that a condition or a bound may look at, nearest first, and those that stand too late. */
export type Reach = { fields: ReadonlyMap<string, Field>; later: ReadonlySet<string> };

/** The field that is referred to, or undefined after reporting why there is none. */
export function find(code: unknown, path: string, reach: Reach, report: Report): Field | undefined {
  if (typeof code !== 'string') {
    report(path, 'bad_condition');
    return undefined;
  }
  const field = reach.fields.get(code);
  if (field) return field;
  const isLater = reach.later.has(code);
  report(path, isLater ? 'later_reference' : 'unknown_reference', { code: code.slice(0, 64) });
  return undefined;
}
