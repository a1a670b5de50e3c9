import { expect, test } from 'vitest';
import type { Service } from '../../../forms/programme.ts';
import type { Mine, Overview } from '../../shared/participant/session.ts';
import { menuEntries } from './menu-entries.ts';

const text = (word: string) => ({ zh: word, en: word });

const daily: Mine['forms'][number] = {
  ...{ versionId: 1, version: 1 },
  definition: { code: 'daily', title: text('daily'), fields: [] },
  policy: { slots: 'daily', change: 'anytime', backfill: true, window: null },
};

/** Of a penguin colony's programme only what the menu rests on is there. */
const participant = (missed: number) => ({
  mine: { forms: [daily] } as unknown as Mine,
  overview: { missed } as unknown as Overview,
});

const weighing: Service = {
  ...{ code: 'weighing', kind: 'reports', name: text('weighing') },
  forms: ['daily', 'not on offer'],
};

test('the menu counts missed days where they can be filled in', () => {
  const counts = (missed: number) =>
    menuEntries(weighing, participant(missed)).map(({ path, count }) => [path, count]);
  const others = [
    ['forms/daily', undefined],
    ['records/daily', undefined],
  ];
  expect(counts(3)).toEqual([...others, ['missed/daily', 3], ['summary', undefined]]);
  expect(counts(0)).toEqual([...others, ['missed/daily', undefined], ['summary', undefined]]);
});
