import { expect, test } from 'vitest';
import { isReady, passwordMistakes } from './new-password.ts';

test('a new password is ready when it was typed twice alike', () => {
  expect(isReady({ password: '', repeated: '' })).toBe(false);
  expect(isReady({ password: 'floe', repeated: 'flo' })).toBe(false);
  expect(isReady({ password: 'floe', repeated: 'floe' })).toBe(true);
});

test('nobody is told of a difference while they are still typing', () => {
  expect(passwordMistakes({ password: 'floe', repeated: 'fla' }, false)).toEqual({});
  expect(passwordMistakes({ password: 'floe', repeated: 'flat' }, false)).toEqual({
    repeated: 'mismatch',
  });
  expect(passwordMistakes({ password: 'floe', repeated: 'fla' }, true)).toEqual({
    repeated: 'mismatch',
  });
});

test('what is missing is told once sending was tried', () => {
  const nothing = { password: '', repeated: '' };
  expect(passwordMistakes(nothing, false)).toEqual({});
  expect(passwordMistakes(nothing, true)).toEqual({ password: 'fillIn', repeated: 'fillIn' });
  expect(passwordMistakes({ password: 'floe', repeated: 'floe' }, true)).toEqual({});
});
