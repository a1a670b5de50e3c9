import { describe, expect, it } from 'vitest';
import { mayChange, mayGive, reachesRoot } from './rules.ts';

describe('roles of staff', () => {
  const own = [
    { role: 'administrator' as const, path: '/1/4/' },
    { role: 'reader' as const, path: '/1/' },
  ];

  it('are given only where one holds them, or higher ones', () => {
    expect(mayGive('administrator', '/1/4/9/', own)).toBe(true);
    expect(mayGive('organiser', '/1/4/', own)).toBe(true);
    expect(mayGive('organiser', '/1/5/', own)).toBe(false);
    expect(mayGive('reader', '/1/5/', own)).toBe(true);
    expect(mayGive('administrator', '/1/40/', own)).toBe(false);
    expect(mayGive('reader', '/1/4/', [])).toBe(false);
  });

  it('outside of one’s reach protect whoever holds them', () => {
    expect(mayChange([{ role: 'organiser', path: '/1/4/2/' }], own)).toBe(true);
    expect(
      mayChange(
        [
          { role: 'organiser', path: '/1/4/2/' },
          { role: 'organiser', path: '/1/5/' },
        ],
        own,
      ),
    ).toBe(false);
  });

  it('reach a whole tree from its root', () => {
    expect(reachesRoot(['/1/'])).toBe(true);
    expect(reachesRoot(['/'])).toBe(true);
    expect(reachesRoot(['/1/4/', '/2/7/'])).toBe(false);
    expect(reachesRoot([])).toBe(false);
  });
});
