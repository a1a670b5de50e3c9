import { describe, expect, it } from 'vitest';
import { passwordProblems } from './rules.ts';

describe('a new password', () => {
  const context = {
    accounts: ['1096044', '+8613900001234', 'passport E7654321'],
    initial: '20080808',
  };
  const problem = (password: string) => passwordProblems(password, context)[0]?.code;

  it.each([
    ['20080808', 'password_same'],
    ['２００８０８０８', 'password_same'],
    ['Abc12', 'password_too_short'],
    ['企鹅企鹅企鹅a1', undefined],
    ['a1'.repeat(65), 'password_too_long'],
    ['abcdefgh', 'password_too_simple'],
    ['39571046', 'password_too_simple'],
    ['aaaaaaa1', 'password_too_simple'],
    ['Password123', 'password_too_common'],
    ['P@ssw0rd!', 'password_too_common'],
    ['abcd1234', 'password_too_common'],
    ['woaini1314', 'password_too_common'],
    ['1990-02-14', 'password_too_simple'],
    ['14.02.1990', 'password_too_simple'],
    ['1990年02月14日', 'password_too_simple'],
    ['x1096044x', 'password_too_simple'],
    ['k00001234', 'password_too_simple'],
    ['my e7654321', 'password_too_simple'],
    ['1990-57-93', undefined],
    ['snow and 7 seals', undefined],
    ['kiruna47', undefined],
  ])('%s: %s', (password, code) => {
    expect(problem(password)).toBe(code);
  });

  it('may be a short date as one of its parts, and needs no initial one to compare with', () => {
    expect(passwordProblems('seal 20080808', { accounts: ['a'], initial: null })).toEqual([]);
  });
});
