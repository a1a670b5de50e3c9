import { expect, test } from 'vitest';
import { peopleProblems } from '../../../modules/people/contract.ts';
import { ApiProblem } from '../../shared/api.ts';
import { addProblems } from '../../shared/problems.ts';
import { fieldErrorsOf } from './form-problem.tsx';

addProblems(peopleProblems);
const names = new Set(['username', 'password', 'newPlace']);

test('fields that the form has are told there, nested ones by their way', () => {
  const error = new ApiProblem('invalid_input', 422, {
    fields: [
      { path: 'password', code: 'password_too_short', params: { min: 8 } },
      { path: 'newPlace.code', code: 'required' },
      { path: 'elsewhere', code: 'required' },
    ],
  });
  const told = fieldErrorsOf(error, names, 'en');
  expect(told.map(({ name }) => name)).toEqual([['password'], ['newPlace', 'code']]);
  expect(told[0]?.errors[0]).toContain('8');
});

test('the days of a period are told where both stand', () => {
  const fields = [{ path: 'endsOn', code: 'required' }];
  const error = new ApiProblem('invalid_input', 422, { fields });
  expect(fieldErrorsOf(error, new Set(['days']), 'en')[0]?.name).toEqual(['days']);
  expect(fieldErrorsOf(error, new Set(['days', 'endsOn']), 'en')[0]?.name).toEqual(['endsOn']);
});

test('a problem of the whole request is told at the field that it is about', () => {
  const error = new ApiProblem('username_taken', 409);
  expect(fieldErrorsOf(error, names, 'en')[0]?.name).toEqual(['username']);
  expect(fieldErrorsOf(error, new Set(['other']), 'en')).toEqual([]);
});

test('what is about no field is told at none', () => {
  expect(fieldErrorsOf(new ApiProblem('busy', 503), names, 'zh')).toEqual([]);
  expect(fieldErrorsOf(new Error('broken'), names, 'zh')).toEqual([]);
  expect(fieldErrorsOf(null, names, 'zh')).toEqual([]);
});
