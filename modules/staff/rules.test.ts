import { describe, expect, it } from 'vitest';
import { reachesRoot } from './rules.ts';

describe('a scope', () => {
  it('reaches a whole tree from its root', () => {
    expect(reachesRoot(['/1/'])).toBe(true);
    expect(reachesRoot(['/'])).toBe(true);
    expect(reachesRoot(['/1/4/', '/2/7/'])).toBe(false);
    expect(reachesRoot([])).toBe(false);
  });
});
