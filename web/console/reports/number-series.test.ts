import { expect, test } from 'vitest';
import type { FormDefinition, Values } from '../../../forms/definition.ts';
import { numberSeriesOf } from './number-series.ts';

const text = (en: string) => ({ zh: en, en });

const weighing: FormDefinition = {
  code: 'weighing',
  title: text('Weighing'),
  fields: [
    { type: 'number', code: 'weight', label: text('Weight'), required: true },
    { type: 'text', code: 'note', label: text('Note'), required: false, maxLength: 10 },
  ],
  alerts: [
    {
      code: 'heavy',
      label: text('Heavy'),
      level: 'other',
      when: {
        or: [
          { field: 'note', equals: 'fat' },
          { field: 'weight', gte: 40 },
        ],
      },
    },
  ],
};

function report(day: string, values: Values, version = 1) {
  return { form: 'weighing', formVersionId: 1, slot: day, day, version, values };
}

test('numbers go by day, and the newest version of a day counts', () => {
  const [series, ...rest] = numberSeriesOf(
    [
      report('2026-01-02', { weight: 31 }, 2),
      report('2026-01-02', { weight: 99 }, 1),
      report('2026-01-01', { weight: 30 }),
      report('2026-01-03', { note: 'asleep' }),
    ],
    { 1: weighing },
  );
  expect(rest).toEqual([]);
  expect(series?.points).toEqual([
    { day: '2026-01-01', value: 30 },
    { day: '2026-01-02', value: 31 },
  ]);
});

test('the limit is where an alert rule begins, inside of other conditions, too', () => {
  const reports = [report('2026-01-01', { weight: 1 }), report('2026-01-02', { weight: 2 })];
  expect(numberSeriesOf(reports, { 1: weighing })[0]?.limit).toBe(40);
  const { alerts: _, ...plain } = weighing;
  expect(numberSeriesOf(reports, { 1: plain })[0]?.limit).toBeNull();
});

test('one value is no series, and an unknown form version none either', () => {
  expect(numberSeriesOf([report('2026-01-01', { weight: 1 })], { 1: weighing })).toEqual([]);
  const two = [report('2026-01-01', { weight: 1 }), report('2026-01-02', { weight: 2 })];
  expect(numberSeriesOf(two, {})).toEqual([]);
});
