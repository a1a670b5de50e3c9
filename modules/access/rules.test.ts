import { describe, expect, it } from 'vitest';
import type { Permission } from '../../platform/scope.ts';
import { pathsFor } from './rules.ts';

const write: Permission = { name: 'x.write', roles: ['organiser'], zh: '', en: '' };

describe('pathsFor', () => {
  it('takes only grants whose role holds the permission', () => {
    const grants = [
      { role: 'reader', path: '/1/' },
      { role: 'organiser', path: '/1/2/' },
    ];
    expect(pathsFor(write, grants)).toEqual(['/1/2/']);
  });

  it('leaves out what lies below another, and does not take 12 for a child of 1', () => {
    const grants = ['/1/', '/1/4/', '/12/', '/1/'].map((path) => ({ role: 'organiser', path }));
    expect(pathsFor(write, grants)).toEqual(['/1/', '/12/']);
  });

  it('finds nothing without a grant', () => {
    expect(pathsFor(write, [])).toEqual([]);
  });
});
