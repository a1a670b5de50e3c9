import { expect, test } from 'vitest';
import type { FormPolicy } from '../../../forms/policy.ts';
import type { Service } from '../../../forms/programme.ts';
import type { Mine, Overview } from '../../shared/participant/session.ts';
import { reportFunctions } from './functions.ts';

const text = (word: string) => ({ zh: word, en: word });

function form(code: string, policy: Partial<FormPolicy>): Mine['forms'][number] {
  return {
    ...{ versionId: 1, version: 1 },
    definition: { code, title: text(code), fields: [] },
    policy: { slots: 'single', change: 'anytime', backfill: false, window: null, ...policy },
  };
}

/** Of a penguin colony's programme only what functions rest on is there. */
function participant(forms: Mine['forms'], missed = 0) {
  return { mine: { forms } as unknown as Mine, overview: { missed } as unknown as Overview };
}

const weighing: Service = {
  ...{ code: 'weighing', kind: 'reports', name: text('weighing') },
  forms: ['daily', 'moult', 'not on offer'],
};

test('a daily form comes with its calendar and its missed days, and a summary ends the list', () => {
  const forms = [form('moult', {}), form('daily', { slots: 'daily', backfill: true })];
  const functions = reportFunctions(weighing, participant(forms));
  expect(functions.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'daily forms/daily',
    'records records/daily',
    'missed missed/daily',
    'form forms/moult',
    'summary summary',
  ]);
});

test('without back-filling there are no missed days to fill in', () => {
  const forms = [form('daily', { slots: 'daily', backfill: false })];
  const functions = reportFunctions(weighing, participant(forms));
  expect(functions.map(({ kind }) => kind)).toEqual(['daily', 'records', 'summary']);
});

test('missed days are counted where they can be filled in', () => {
  const forms = [form('daily', { slots: 'daily', backfill: true })];
  const counts = (missed: number) =>
    reportFunctions(weighing, participant(forms, missed)).map(({ count }) => count);
  expect(counts(3)).toEqual([undefined, undefined, 3, undefined]);
  expect(counts(0)).toEqual([undefined, undefined, undefined, undefined]);
});
