import type { Cleaner, CleanerRun } from '../cleaning.ts';
import type { Instant, Text } from '../definition.ts';
import { timeOf } from '../instants.ts';
import { finite, instant, nonEmptyText, object, optional, type Static, union } from '../schema.ts';
import { checkBounds } from './bounds.ts';
import { defineFieldType } from './field-type.ts';

/** A bound of a date-time: hours from now, a fixed moment, or another date-time field. */
const bound = union(
  object({ now: finite }),
  object({ at: instant }),
  object({ field: nonEmptyText }),
);

type InstantBound = Static<typeof bound>;

const issues = {
  not_a_datetime: {
    zh: '请填写完整的日期和时间。',
    en: 'Please enter a full date and time.',
  },
  time_too_early: { zh: '时间不能早于 {min}。', en: 'The time cannot be before {min}.' },
  time_too_late: { zh: '时间不能晚于 {max}。', en: 'The time cannot be after {max}.' },
} satisfies Record<string, Text>;

/** Value: Instant. */
export const datetime = defineFieldType({
  type: 'datetime',
  properties: { min: optional(bound), max: optional(bound) },
  issues,
  plain: true,
  atCheck: true,
  personal: null,
  size: 'glance',
  compares: null,
  clean:
    (field): Cleaner<Instant, keyof typeof issues> =>
    (raw, run) => {
      const time = timeOf(raw);
      if (Number.isNaN(time)) return run.refuse('not_a_datetime');
      const min = timeOfBound(field.min, run);
      if (time < min) return run.refuse('time_too_early', { min: new Date(min).toISOString() });
      const max = timeOfBound(field.max, run);
      if (time > max) return run.refuse('time_too_late', { max: new Date(max).toISOString() });
      return new Date(time).toISOString();
    },
  words: (_, value, wording) => wording.instant(value),
  columns: () => [{ kind: 'datetime', width: 18, cell: (value, { instant }) => instant(value) }],
  check: (field, path, reach, report) => checkBounds(field, ['datetime'], path, reach, report),
});

function timeOfBound(bound: InstantBound | undefined, run: CleanerRun<never>): number {
  if (!bound) return Number.NaN;
  if ('at' in bound) return Date.parse(bound.at);
  if ('now' in bound) return run.now() + bound.now * 3_600_000;
  return timeOf(run.other(bound.field));
}
