import type { Condition, Day, FieldOf, FormDefinition, Values } from '../../../forms/definition.ts';

type Report = {
  form: string;
  formVersionId: number;
  slot: string;
  day: Day;
  version: number;
  values: Values;
};

/** How a number that is reported again and again went, by day. */
export type NumberSeries = {
  form: string;
  field: FieldOf<'number'>;
  points: { day: Day; value: number }[];
  /** From this value on an alert rule speaks. */
  limit: number | null;
};

/** The lowest bound that a condition sets on a field from below. */
function limitIn(condition: Condition, code: string): number | null {
  if ('and' in condition || 'or' in condition) {
    const inner = 'and' in condition ? condition.and : condition.or;
    const limits = inner.map((each) => limitIn(each, code)).filter((each) => each !== null);
    return limits.length > 0 ? Math.min(...limits) : null;
  }
  if ('field' in condition && condition.field === code) {
    if ('gte' in condition) return condition.gte;
    if ('gt' in condition) return condition.gt;
  }
  return null;
}

/**
 * The series of all number fields that were reported on two days or more. Of several versions of a
 * report the newest counts; the field is the newest form version's.
 */
export function numberSeriesOf(
  reports: readonly Report[],
  definitions: Record<string, FormDefinition>,
): NumberSeries[] {
  const newest = new Map<string, Report>();
  for (const report of reports) {
    const key = `${report.form} ${report.slot}`;
    const known = newest.get(key);
    if (!known || known.version < report.version) newest.set(key, report);
  }
  const byDay = [...newest.values()].sort((a, b) => a.day.localeCompare(b.day));
  const forms = new Set(byDay.map(({ form }) => form));
  return [...forms].flatMap((form) => {
    const mine = byDay.filter((report) => report.form === form);
    const latest = Math.max(...mine.map(({ formVersionId }) => formVersionId));
    const definition = definitions[String(latest)];
    const numbers = definition?.fields.filter((field) => field.type === 'number') ?? [];
    return numbers.flatMap((field): NumberSeries[] => {
      const points = mine.flatMap(({ day, values }) => {
        const value = values[field.code];
        return typeof value === 'number' ? [{ day, value }] : [];
      });
      const limits = (definition?.alerts ?? [])
        .map(({ when }) => limitIn(when, field.code))
        .filter((limit) => limit !== null);
      const limit = limits.length > 0 ? Math.min(...limits) : null;
      return points.length < 2 ? [] : [{ form, field, points, limit }];
    });
  });
}
