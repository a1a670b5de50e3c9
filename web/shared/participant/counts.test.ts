import { expect, test } from 'vitest';
import { phaseCounts } from './counts.ts';

const label = (name: string) => ({ zh: name, en: name });
const named = [
  { code: 'ashore', label: label('Ashore'), until: 'landing' },
  { code: 'moulting', label: label('Moulting'), from: 'landing' },
];

test('the phases that concern a person bear the programme’s names, and the present one is marked', () => {
  const phases = [
    { code: 'ashore', done: 2, missed: 4 },
    { code: 'moulting', done: 1, missed: 0 },
    { code: 'unheard-of', done: 9, missed: 9 },
  ];
  expect(phaseCounts({ phases, phase: 'moulting' }, named)).toEqual([
    { code: 'ashore', label: label('Ashore'), done: 2, missed: 4, isNow: false },
    { code: 'moulting', label: label('Moulting'), done: 1, missed: 0, isNow: true },
  ]);
  expect(phaseCounts({ phases: [], phase: null }, named)).toEqual([]);
});
