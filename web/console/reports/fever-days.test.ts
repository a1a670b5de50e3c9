import { expect, test } from 'vitest';
import type { FormDefinition } from '../../../forms/definition.ts';
import { feverDays } from './fever-days.ts';

const label = { zh: '热', en: 'Hot' };
const definition: FormDefinition = {
  ...{ code: 'daily', title: label },
  fields: [{ type: 'number', code: 'heat', label, required: true }],
  alerts: [
    { code: 'hot', label, level: 'fever', when: { field: 'heat', gte: 40 } },
    { code: 'cold', label, level: 'other', when: { field: 'heat', lt: 30 } },
  ],
};
const report = (day: string, version: number, alerts: string[], slot = day) => ({
  ...{ day, slot, version, formVersionId: 7, alerts },
});
const daysOf = (...reports: ReturnType<typeof report>[]) =>
  Object.fromEntries(feverDays(reports, { 7: definition }));

test('a day of a report about fever is one, other alerts make none', () => {
  expect(daysOf(report('2024-04-01', 1, ['hot']), report('2024-04-02', 1, ['cold']))).toEqual({
    '2024-04-01': 'fever',
  });
});

test('a day stays one where the person changed the report, in whatever order versions come', () => {
  const changed = [report('2024-04-01', 2, []), report('2024-04-01', 1, ['hot'])];
  expect(daysOf(...changed)).toEqual({ '2024-04-01': 'changed' });
  const back = [report('2024-04-01', 3, ['hot']), ...changed];
  expect(daysOf(...back)).toEqual({ '2024-04-01': 'fever' });
});

test('a report that is not of a day marks none', () => {
  expect(daysOf(report('2024-04-01', 1, ['hot'], 'one'))).toEqual({});
});
