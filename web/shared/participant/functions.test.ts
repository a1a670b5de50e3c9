import { expect, test } from 'vitest';
import type { FormPolicy } from '../../../forms/policy.ts';
import type { PublishedForm } from './forms.ts';
import { reportFunctions } from './functions.ts';

const text = (word: string) => ({ zh: word, en: word });

function form(code: string, policy: Partial<FormPolicy>): PublishedForm {
  return {
    ...{ versionId: 1, version: 1 },
    definition: { code, title: text(code), fields: [] },
    policy: { slots: 'single', change: 'anytime', backfill: false, window: null, ...policy },
  };
}

test('a daily form comes with its calendar and its missed days, and a summary ends the list', () => {
  const forms = [
    form('daily', { slots: 'daily', backfill: true }),
    form('moult', {}),
    form('swims', { slots: 'many' }),
  ];
  expect(reportFunctions(forms).map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'daily forms/daily',
    'records records/daily',
    'missed missed/daily',
    'single forms/moult',
    'many forms/swims',
    'summary summary',
  ]);
});

test('without back-filling there are no missed days to fill in', () => {
  const forms = [form('daily', { slots: 'daily', backfill: false })];
  const kinds = reportFunctions(forms).map(({ kind }) => kind);
  expect(kinds).toEqual(['daily', 'records', 'summary']);
});
