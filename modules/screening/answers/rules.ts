import { fitsCheck } from '../../../forms/check-screening-form.ts';
import { dayOf } from '../../../forms/days.ts';
import type { Field, FormDefinition, Values } from '../../../forms/definition.ts';
import { compile } from '../../../forms/validate.ts';
import type { FieldProblem } from '../../../platform/contract.ts';
import { findWholeRegion as findRegion } from '../../places/public-rules.ts';
import type { FormVersion } from '../../programmes/public.ts';

/** Pure decisions about what scanners fill in beside the temperature. */

/** What was read of answers; `incomplete` where it is not all that was given. */
export type ReadAnswers = { version: FormVersion | null; values: Values; incomplete: boolean };

type Circumstances = {
  /** Of the programme of the person who was checked. */
  zone: string;
  /** When they were filled in. */
  at: Date;
  /** The check was made a while ago: nobody can mend it any more. */
  isLate: boolean;
};

/**
 * Reads answers by the version of the form with which they were given, also where another one counts by now; null is one
 * for which scanners were never asked. Those of a check made now have to be right; of one that comes late, whatever is
 * right is kept.
 */
export function readAnswers(
  version: FormVersion | null,
  values: Values,
  { zone, at, isLate }: Circumstances,
): ReadAnswers | { mistakes: FieldProblem[] } {
  if (!version || !fitsCheck(version.definition)) {
    return { version: null, values: {}, incomplete: true };
  }
  const context = { now: at, today: dayOf(at, zone), zone, findRegion };
  const read = compile(version.definition)(values, context);
  if (read.ok) return { version, values: read.values, incomplete: false };
  if (!isLate) return { mistakes: read.issues.map(inAnswers) };
  return { version, values: readable(version.definition, values, context), incomplete: true };
}

const inAnswers = ({ path, ...rest }: FieldProblem): FieldProblem => ({
  path: path === '' ? 'answers.values' : `answers.values.${path}`,
  ...rest,
});

/** All fields of the form whose value is right, whatever others lack. */
function readable(
  definition: FormDefinition,
  values: Values,
  context: Parameters<ReturnType<typeof compile>>[1],
): Values {
  const read = compile({ ...definition, fields: definition.fields.map(withoutDuty) });
  const codes = definition.fields.map(({ code }) => code).filter((code) => code in values);
  let left: Values = Object.fromEntries(
    codes.map((code) => [code, values[code] as Values[string]]),
  );
  // Each turn takes out at least one value.
  for (const _ of codes) {
    const result = read(left, context);
    if (result.ok) return result.values;
    const wrong = new Set(result.issues.map(({ path }) => path.split('.')[0]));
    left = Object.fromEntries(Object.entries(left).filter(([code]) => !wrong.has(code)));
  }
  const result = read(left, context);
  return result.ok ? result.values : {};
}

/** A field that may be left empty. */
function withoutDuty(field: Field): Field {
  const { requireWhen: _, ...rest } = field;
  return { ...rest, required: false } as Field;
}
