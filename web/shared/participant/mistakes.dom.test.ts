import { describe, expect, test } from 'vitest';
import { peopleProblems } from '../../../modules/people/contract.ts';
import { commonProblems } from '../../../platform/contract.ts';
import { addProblems } from '../problems.ts';
import { useFieldErrors } from './mistakes.ts';
import { usePasswordErrors } from './new-password.ts';
import { useQuestionText } from './questions.ts';
import { refusal } from './testing/fake-server.ts';
import { openStage } from './testing/stage.tsx';

addProblems(peopleProblems);

const refused = refusal(commonProblems.invalid_input, {
  fields: [{ path: 'password', code: 'password_too_short', params: { min: 8 } }],
});

describe('at a field', () => {
  const errors = (tried: boolean, problem: typeof refused | null) =>
    openStage().renderOutside(() => useFieldErrors({ tried, problem })).result.current;

  test('what is missing is told once sending was tried, else what the server said', () => {
    expect(errors(false, null)('password', '')).toBeUndefined();
    expect(errors(true, null)('password', '')).toBe('This field is required.');
    expect(errors(true, refused)('password', 'floe')).toContain('at least 8');
    expect(errors(true, refused)('card', 'P0001')).toBeUndefined();
  });
});

describe('at the fields of a new password', () => {
  const errors = (password: string, repeated: string) =>
    openStage().renderOutside(() => usePasswordErrors({ password, repeated }, true, refused)).result
      .current;

  test('what the page can tell comes before what the server said', () => {
    expect(errors('', '').password).toBe('This field is required.');
    expect(errors('floe', 'floe').password).toContain('at least 8');
    expect(errors('floe', 'floe').repeated).toBeUndefined();
    expect(errors('floe', 'ice').repeated).toBeTruthy();
  });
});

test('a security question that the programme does not have any more is told by its code', () => {
  const { result } = openStage().renderOutside(useQuestionText);
  expect(result.current('fish')).toBe('Which fish do you like best?');
  expect(result.current('iceberg')).toBe('iceberg');
});
