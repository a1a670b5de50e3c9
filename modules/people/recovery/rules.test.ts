import { expect, it } from 'vitest';
import { decoyQuestions } from './rules.ts';

const offered = ['school', 'teacher', 'pet', 'street'];

it('asks the same three questions for the same unknown card, and not for all', () => {
  const digest = (byte: number) =>
    Buffer.from(Array.from({ length: 32 }, (_, at) => byte * 31 + at * 7));
  expect(decoyQuestions(offered, 3, digest(1))).toEqual(decoyQuestions(offered, 3, digest(1)));
  const kinds = new Set<string>();
  for (let byte = 0; byte < 60; byte += 1) {
    const decoys = decoyQuestions(offered, 3, digest(byte));
    expect(new Set(decoys).size).toBe(3);
    kinds.add(decoys.join());
  }
  expect(kinds.size).toBeGreaterThan(5);
});
