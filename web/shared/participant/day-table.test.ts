import { expect, test } from 'vitest';
import type { FormDefinition, Values } from '../../../forms/definition.ts';
import { dayTables, fitsDayTable, isAsked, portions, questionsOf } from './day-table.ts';
import type { Report } from './forms.ts';

const label = { zh: '问题', en: 'Question' };
const title = { zh: '称重', en: 'Weigh-in' };

function form(codes: string[], version: string): FormDefinition {
  const word = { zh: version, en: version };
  return {
    ...{ code: 'weighing', title },
    fields: codes.map((code) => ({ type: 'yesno', code, label: word, required: true })),
  };
}

function report(day: string, formVersionId: number, values: Values = {}): Report {
  return {
    ...{ id: day, form: 'weighing', slot: day, day, version: 1, values, formVersionId },
    ...{ alerts: [], incomplete: false, sentAt: `${day}T08:00:00Z`, app: 'desk', sentBy: null },
  };
}

test('portions are full but for the last', () => {
  expect(portions([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(portions([1, 2], 2)).toEqual([[1, 2]]);
  expect(portions([], 2)).toEqual([]);
});

test('tables of days begin with the oldest day', () => {
  const days = ['2022-01-03', '2022-01-01', '2022-01-02'].map((day) => report(day, 1));
  expect(dayTables(days, 2).map((table) => table.map(({ day }) => day))).toEqual([
    ['2022-01-01', '2022-01-02'],
    ['2022-01-03'],
  ]);
});

test('what was not asked is no answer left out', () => {
  const definition: FormDefinition = {
    ...{ code: 'weighing', title },
    fields: [
      { type: 'yesno', code: 'moulting', label, required: false },
      {
        ...{ type: 'text', code: 'since', label, required: false, maxLength: 20 },
        showWhen: { field: 'moulting', equals: true },
      },
    ],
  };
  const asked = (values: Values) =>
    ['moulting', 'since'].filter((code) =>
      isAsked(report('2022-01-01', 1, values), code, () => definition),
    );
  expect(asked({})).toEqual(['moulting']);
  expect(asked({ moulting: true })).toEqual(['moulting', 'since']);
});

test('questions come in the order of the newest form, with its words, former ones after them', () => {
  const forms = new Map([
    [1, form(['fish', 'krill'], 'old')],
    [2, form(['ice', 'fish'], 'new')],
  ]);
  const week = [report('2022-01-01', 1), report('2022-01-02', 2)];
  const questions = questionsOf(week, ({ formVersionId }) => forms.get(formVersionId));
  expect(questions.map(({ code, label: { en } }) => [code, en])).toEqual([
    ['ice', 'new'],
    ['fish', 'new'],
    ['krill', 'old'],
  ]);
});

test('a question that nobody was asked is left out', () => {
  const definition: FormDefinition = {
    ...{ code: 'weighing', title },
    fields: [
      { type: 'yesno', code: 'moulting', label, required: true },
      {
        ...{ type: 'text', code: 'since', label, required: true, maxLength: 20 },
        showWhen: { field: 'moulting', equals: true },
      },
    ],
  };
  const codes = (...given: Values[]) =>
    questionsOf(
      given.map((values, index) => report(`2022-01-0${index + 1}`, 1, values)),
      () => definition,
    ).map(({ code }) => code);
  expect(codes({ moulting: false })).toEqual(['moulting']);
  expect(codes({ moulting: false }, { moulting: true })).toEqual(['moulting', 'since']);
});

test('only reports of days with short answers fit into a table', () => {
  const plain = () => form(['fish'], 'plain');
  const withPhotos = (): FormDefinition => ({
    ...form(['fish'], 'plain'),
    fields: [{ type: 'photos', code: 'portrait', label, required: false, max: 1 }],
  });
  const daily = [report('2022-01-01', 1)];
  expect(fitsDayTable(daily, plain)).toBe(true);
  expect(fitsDayTable(daily, withPhotos)).toBe(false);
  expect(fitsDayTable(daily, () => undefined)).toBe(false);
  expect(fitsDayTable([{ ...report('2022-01-01', 1), slot: 'one' }], plain)).toBe(false);
});
