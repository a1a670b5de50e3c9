import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { readingProblems } from '../../../credential/problems.ts';
import { colourNames } from '../../../forms/colours.ts';
import { openStage } from '../../shared/participant/testing/stage.tsx';
import type { RefusedCode } from './verdict.ts';
import { VerdictView } from './verdict-view.tsx';

const problems = [...Object.keys(readingProblems), 'revoked'] as RefusedCode[];

test('each refused code is told by a heading of its own, and by no colour', () => {
  const headings = new Map<string, RefusedCode>();
  for (const problem of problems) {
    const stage = openStage();
    const drawn = stage.draw(<VerdictView verdict={{ kind: 'refused', problem }} by="phone" />);
    const banner = screen.getByRole('alert');
    const heading = banner.querySelector('strong')?.textContent ?? '';
    const told = banner.textContent ?? '';
    for (const { zh, en } of Object.values(colourNames)) {
      expect(told).not.toContain(zh);
      expect(told).not.toContain(en);
    }
    expect(told.length).toBeGreaterThan(heading.length);
    headings.set(heading, problem);
    drawn.unmount();
  }
  // Both that are forged are the same to a guard.
  expect(headings.size).toBe(problems.length - 1);
});
