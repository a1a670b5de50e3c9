import { expect, it } from 'vitest';
import { checkDefinition } from '../../../forms/check-definition.ts';
import type { Condition, Field } from '../../../forms/definition.ts';
import { fieldTypesInOrder } from '../../../forms/fields/described.ts';
import {
  compared,
  conditionOf,
  operatorOf,
  operatorsFor,
  partsOf,
} from '../shell/condition-value.ts';
import { builtFrom, newField } from './model.ts';

const title = { zh: '表', en: 'Form' };
const empty = builtFrom({
  ...{
    purpose: 'report',
    services: [],
    byPlace: false,
    definition: { code: 'x', title, fields: [] },
  },
  policy: { slots: 'many', change: 'anytime', backfill: false, window: null },
});
const cases = fieldTypesInOrder
  .filter((type) => type !== 'group')
  .flatMap((type) => {
    const field = newField(empty, type);
    return operatorsFor(field).map((operator) => [type, operator, field] as const);
  });

it.each(cases)(
  'what is chosen of a field of the type %s, compared by %s, is a condition',
  (_, operator, field) => {
    // A date is compared with what is typed, which is nothing at first.
    const operand = field.type === 'date' && operator !== 'present' ? '2022-01-20' : undefined;
    const typed = field.type === 'text' && operator !== 'present' ? 'x' : operand;
    const showWhen = compared(field, operator, typed);
    expect(operatorOf(showWhen as { field: string })).toBe(operator);
    const shown = {
      type: 'yesno',
      code: 'shown',
      label: title,
      required: false,
      showWhen,
    } as Field;
    expect(checkDefinition({ code: 'x', title, fields: [field, shown] })).toEqual([]);
  },
);

it('shows a single condition as a list of one, and the other way round', () => {
  const one: Condition = { field: 'a', equals: true };
  const two: Condition = { field: 'b', present: false };
  for (const condition of [one, { or: [one, two] }, { and: [one, { or: [one, two] }] }]) {
    expect(conditionOf(partsOf(condition))).toEqual(condition);
  }
  expect(conditionOf({ joint: 'or', parts: [] })).toBeUndefined();
});
