import { expect, test } from 'vitest';
import { defineProblems } from '../../platform/contract.ts';
import { ApiProblem } from './api.ts';
import { addProblems, fieldText, problemText } from './problems.ts';

addProblems(
  defineProblems({
    nest_taken: {
      status: 409,
      zh: '{nest} 已有企鹅，{until} 后再试。',
      en: '{nest} is taken until {until}.',
    },
  }),
);

const params = { nest: 'B7', until: '2022-02-04T16:00:00.000Z' };

test('a problem is said in the language, with what it is about', () => {
  const problem = new ApiProblem('nest_taken', 409, { params });
  expect(problemText(problem, 'zh')).toContain('B7 已有企鹅');
  expect(problemText(problem, 'en')).toContain('B7 is taken until');
});

test('an instant stands in the reader’s own time with the programme’s beside it', () => {
  const text = problemText(new ApiProblem('nest_taken', 409, { params }), 'en', 'Asia/Shanghai');
  // The tests run in New York: 11:00 there is midnight in Beijing.
  expect(text).toContain('4 Feb 2022, 11:00');
  expect(text).toContain('5 Feb 2022, 00:00 Beijing time');
});

test('what nobody knows is said kindly and without its code', () => {
  for (const error of [new ApiProblem('never_heard_of', 418), new TypeError('x')]) {
    expect(problemText(error, 'en')).toMatch(/went wrong on our side/);
  }
});

test('fields are explained by forms, contracts and schemas alike', () => {
  expect(fieldText({ path: 'a', code: 'required' }, 'zh')).toBe('此项为必填项。');
  expect(fieldText({ path: 'a', code: 'nest_taken', params }, 'en')).toContain('B7');
  expect(fieldText({ path: 'a', code: 'schema_maxLength', params: { limit: 9 } }, 'en')).toBe(
    'At most 9 characters are allowed.',
  );
  const unseen = { path: 'a', code: 'schema_format', params: { format: 'line' } };
  expect(fieldText(unseen, 'en')).toMatch(/cannot be seen/);
  expect(fieldText({ ...unseen, params: { format: 'date' } }, 'en')).toMatch(/expected format/);
  expect(fieldText({ path: 'a', code: 'schema_unheardOf' }, 'en')).toMatch(/not accepted/);
  expect(fieldText({ path: 'a', code: 'constructor' }, 'en')).toMatch(/not accepted/);
});
