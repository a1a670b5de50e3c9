import { join } from 'node:path';
import { expect, it } from 'vitest';
import { closingLine, countsOf, failuresOf, type Report, total } from './test.ts';

const clean: Report = {
  success: true,
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
};

it('counts what passed, failed and was left out', () => {
  const report = { ...clean, success: false, numFailedTests: 2, numPendingTests: 1 };
  expect(countsOf({ ...report, numTodoTests: 3 })).toEqual({ passed: 7, failed: 2, skipped: 4 });
});

it('never counts a broken run as a success', () => {
  expect(countsOf({ ...clean, success: false }).failed).toBe(1);
  expect(countsOf(undefined).failed).toBe(1);
  expect(total([{ ok: false, counts: countsOf(clean) }]).failed).toBe(1);
});

it('adds a failed check as one, and a passed one as nothing', () => {
  const sum = total([{ ok: true }, { ok: false }, { ok: true, counts: countsOf(clean) }]);
  expect(sum).toEqual({ passed: 7, failed: 1, skipped: 0 });
});

it('closes with a plain line', () => {
  expect(closingLine({ passed: 7, failed: 0, skipped: 0 })).toBe('7 passed, 0 failed');
  expect(closingLine({ passed: 7, failed: 1, skipped: 2 })).toBe('7 passed, 1 failed, 2 skipped');
});

it('names each test that failed, and each file that could not be run', () => {
  const file = (name: string) => ({ name: join(import.meta.dirname, name), message: '' });
  const passed = { status: 'passed', fullName: 'swims', failureMessages: [] };
  const failed = { status: 'failed', fullName: 'flies', failureMessages: ['Error: no\n  at x'] };
  const testResults: Report['testResults'] = [
    { ...file('penguin.ts'), status: 'failed', assertionResults: [passed, failed] },
    { ...file('seal.ts'), status: 'failed', message: 'Error: torn', assertionResults: [] },
    { ...file('whale.ts'), status: 'passed', assertionResults: [passed] },
  ];
  expect(failuresOf({ ...clean, success: false, testResults })).toEqual([
    'failed: tools/penguin.ts flies (Error: no)',
    'failed: tools/seal.ts as a whole (Error: torn)',
  ]);
  expect(failuresOf(undefined)).toEqual([]);
});
