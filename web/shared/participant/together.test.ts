import { expect, test } from 'vitest';
import { checkDefinition } from '../../../forms/check-definition.ts';
import type { FormDefinition } from '../../../forms/definition.ts';
import { penguins } from '../../../forms/testing/penguins.ts';
import type { PublishedForm } from './forms.ts';
import { changing, withField, withPhotos } from './testing/programmes.ts';
import {
  daysToFill,
  type TogetherForm,
  togetherForm,
  togetherMistakes,
  valuesOfDay,
  withDay,
} from './together.ts';

const daily = ({ forms }: typeof changing): PublishedForm => {
  const found = forms.find(({ policy }) => policy.slots === 'daily');
  if (!found) throw new Error('The programme has no daily form.');
  return { versionId: 1, version: 1, ...found };
};
const codes = (definition?: FormDefinition) => definition?.fields.map(({ code }) => code);
const label = { zh: '企鹅', en: 'Penguin' };

test('numbers are asked for each day, and all else once', () => {
  const together = togetherForm(daily(changing));
  expect(together?.byDay.map(({ code }) => code)).toEqual(['weight', 'fish']);
  expect(codes(together?.shared)).toEqual(['moulting', 'limping', 'limpDetails']);
  expect(together?.shared.allNo).toBe(true);
});

test('what depends on a number is asked for each day, too, however far it is away', () => {
  const thin = { type: 'yesno', code: 'starving', label, required: true } as const;
  const since = { type: 'date', code: 'since', label, required: true } as const;
  const more = withField(
    withField(changing, { ...thin, showWhen: { not: { field: 'weight', gte: 3 } } }),
    { ...since, showWhen: { and: [{ anyYes: ['starving'] }] } },
  );
  const together = togetherForm(daily(more));
  expect(together?.byDay.map(({ code }) => code)).toEqual(['weight', 'fish', 'starving', 'since']);
});

test('what is asked for each day is a form that could be published', () => {
  const { definition } = togetherForm(daily(changing)) as TogetherForm;
  // No field can have the code of the rows, so that they never meet a field of the form.
  expect(checkDefinition(definition)).toMatchObject([{ path: 'fields.0.code', code: 'bad_code' }]);
});

test('forms with photos, without a number, and those not filled in later are left to be filled in one by one', () => {
  const form = daily(changing);
  expect(togetherForm(daily(withPhotos(changing)))).toBeNull();
  expect(togetherForm(daily(penguins))).toBeNull();
  const fields = form.definition.fields.filter(({ type }) => type === 'yesno');
  expect(togetherForm({ ...form, definition: { ...form.definition, fields } })).toBeNull();
});

test('the report of a day has the shared answers and its own numbers, and its mistakes their places', () => {
  const together = togetherForm(daily(changing)) as TogetherForm;
  const first = withDay({ days: [], values: { limping: false } }, '2024-04-02', { weight: 4 });
  const both = withDay(first, '2024-04-01', { weight: 5 });
  expect(valuesOfDay(both, '2024-04-02')).toEqual({ limping: false, weight: 4 });
  expect(valuesOfDay(both, '2024-04-01')).toEqual({ limping: false, weight: 5 });
  const mistakes = [
    { path: 'weight', code: 'required' },
    { path: 'limping', code: 'required' },
  ];
  expect(togetherMistakes(together, 1, mistakes).map(({ path }) => path)).toEqual([
    'by-day.1.weight',
    'limping',
  ]);
});

test('days that wait on the device are not filled in a second time', () => {
  expect(daysToFill(['2024-04-03', '2024-04-01', '2024-04-02'], ['2024-04-02'])).toEqual([
    '2024-04-01',
    '2024-04-03',
  ]);
});
