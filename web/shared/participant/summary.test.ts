import { expect, test } from 'vitest';
import type { FormDefinition } from '../../../forms/definition.ts';
import type { PublishedForm, Report } from './forms.ts';
import { summaryGroups } from './summary.ts';

const definition = (code: string, title: string): FormDefinition => ({
  ...{ code, title: { zh: title, en: title }, fields: [] },
});

const form = (code: string): PublishedForm => ({
  ...{ versionId: 2, version: 2, definition: definition(code, `new ${code}`) },
  policy: { slots: 'daily', change: 'anytime', backfill: true, window: null },
});

const report = (code: string, formVersionId = 1): Report => ({
  ...{ id: code, form: code, slot: '2022-01-01', day: '2022-01-01', version: 1, values: {} },
  ...{ formVersionId, alerts: [], incomplete: false, app: 'desk', sentBy: null },
  sentAt: '2022-01-01T08:00:00Z',
});

test('reports stand in the order of the forms, those of former forms last', () => {
  const reports = ['gone', 'b', 'a', 'b'].map((code) => report(code));
  const groups = summaryGroups(
    { forms: ['a', 'empty', 'b'].map(form) },
    { reports, definitions: {} },
  );
  expect(groups.map((each) => [each.form, each.reports.length])).toEqual([
    ['a', 1],
    ['b', 2],
    ['gone', 1],
  ]);
});

test('a form bears its present title, a former one the title that it had, or its code', () => {
  const reports = [report('a', 1), report('gone', 7), report('unheard-of', 9)];
  const definitions = { 1: definition('a', 'old a'), 7: definition('gone', 'Gone') };
  const groups = summaryGroups({ forms: [form('a')] }, { reports, definitions });
  expect(groups.map(({ title }) => title.en)).toEqual(['new a', 'Gone', 'unheard-of']);
});
