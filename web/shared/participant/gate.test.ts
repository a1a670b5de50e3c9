import { expect, test } from 'vitest';
import { insideAfter } from './gate.ts';
import type { Me, Visitor } from './session.ts';

const pip = { personId: 'pip', mustFinish: false } as Me;
const skua = { personId: 'skua', mustFinish: false } as Me;
const visitor = (me: Me | null, left: Visitor['left'] = null): Visitor => ({ me, left });

test('whoever is signed in and has finished is let in', () => {
  expect(insideAfter(null, undefined)).toBeNull();
  expect(insideAfter(null, visitor(null))).toBeNull();
  expect(insideAfter(null, visitor(pip))).toBe(pip);
  expect(insideAfter(null, visitor({ ...pip, mustFinish: true }))).toBeNull();
});

test('whoever was in stays in when the session ends, and when nobody knows', () => {
  expect(insideAfter(pip, visitor(null))).toBe(pip);
  expect(insideAfter(pip, undefined)).toBe(pip);
});

test('whoever signed out, was withdrawn or must finish anew is in no more', () => {
  expect(insideAfter(pip, visitor(null, 'signedOut'))).toBeNull();
  expect(insideAfter(pip, visitor(null, 'withdrawn'))).toBeNull();
  expect(insideAfter(pip, visitor({ ...pip, mustFinish: true }))).toBeNull();
});

test('somebody else who signed in takes the place of whoever was in', () => {
  expect(insideAfter(pip, visitor(skua))).toBe(skua);
});
