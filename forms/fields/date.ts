import type { Cleaner, Context } from '../cleaning.ts';
import { addDays, dayOf, isDay } from '../days.ts';
import type { Day, Text } from '../definition.ts';
import { timeOf } from '../instants.ts';
import { day, nonEmptyText, object, optional, type Static, union, whole } from '../schema.ts';
import { checkBounds } from './bounds.ts';
import { defineFieldType } from './field-type.ts';

const offset = whole(-36_600, 36_600);

const fixed = [object({ today: offset }), object({ on: day })] as const;

/**
 * A bound of a date: days from the day of filling in, a fixed day, or another field. Of a date-time
 * it is the day in the programme's zone. `otherwise` counts while the other field is empty.
 */
const bound = union(
  ...fixed,
  object({
    field: nonEmptyText,
    plusDays: optional(offset),
    otherwise: optional(union(...fixed)),
  }),
);

export type DayBound = Static<typeof bound>;

const issues = {
  not_a_date: {
    zh: '请填写真实存在的日期，例如 2019-05-06。',
    en: 'Please enter a real date, such as 2019-05-06.',
  },
  date_too_early: { zh: '日期不能早于 {min}。', en: 'The date cannot be before {min}.' },
  date_too_late: { zh: '日期不能晚于 {max}。', en: 'The date cannot be after {max}.' },
} satisfies Record<string, Text>;

/** Value: Day. */
export const date = defineFieldType({
  type: 'date',
  properties: { min: optional(bound), max: optional(bound) },
  issues,
  plain: true,
  atCheck: true,
  personal: null,
  size: 'glance',
  compares: 'string',
  clean:
    (field): Cleaner<Day, keyof typeof issues> =>
    (raw, run) => {
      const value = typeof raw === 'string' ? raw.trim() : raw;
      if (!isDay(value)) return run.refuse('not_a_date');
      const min = dayOfBound(field.min, run.context, run);
      if (min !== null && value < min) return run.refuse('date_too_early', { min });
      const max = dayOfBound(field.max, run.context, run);
      if (max !== null && value > max) return run.refuse('date_too_late', { max });
      return value;
    },
  words: (_, value, wording) => wording.day(value),
  columns: () => [{ kind: 'date', width: 12, cell: (value) => value }],
  check: (field, path, reach, report) => {
    checkBounds(field, ['date', 'datetime'], path, reach, report);
  },
});

/** Gives the value of another field, where that is seen: in the same row first, then on the form. */
type Others = { other(code: string): unknown };
type BoundContext = Pick<Context, 'today' | 'zone'>;

/** The day that a bound means now; null where there is none. Validator and pickers ask here alike. */
export function dayOfBound(
  bound: DayBound | undefined,
  context: BoundContext,
  others: Others,
): Day | null {
  if (!bound) return null;
  if ('on' in bound) return bound.on;
  if ('today' in bound) return addDays(context.today, bound.today);
  const day = dayOfValue(others.other(bound.field), context);
  if (day !== null) return addDays(day, bound.plusDays ?? 0);
  return dayOfBound(bound.otherwise, context, others);
}

function dayOfValue(raw: unknown, { zone }: BoundContext): Day | null {
  const value = typeof raw === 'string' ? raw.trim() : raw;
  if (isDay(value)) return value;
  const time = timeOf(value);
  return Number.isNaN(time) ? null : dayOf(time, zone);
}
