import { describe, expect, it } from 'vitest';
import { builtInRoles } from './built-in-roles.ts';
import {
  covers,
  type HeldPermission,
  lostTrees,
  outermost,
  withNarrower,
  withoutNarrower,
} from './rules.ts';

describe('outermost', () => {
  it('leaves out what lies below another, and does not take 12 for a child of 1', () => {
    expect(outermost(['/1/', '/1/4/', '/12/', '/1/'])).toEqual(['/1/', '/12/']);
  });

  it('finds nothing without a path', () => {
    expect(outermost([])).toEqual([]);
  });
});

describe('giving a role', () => {
  const permissionsOf = (role: string, path: string): HeldPermission[] =>
    (builtInRoles.find(({ code }) => code === role)?.permissions ?? []).map((permission) => ({
      permission,
      path,
    }));

  /** The rule that the subset must agree with for the built-in roles: the same role or a higher one. */
  const rank = ['reader', 'organiser', 'administrator'];
  const paths = ['/1/', '/1/4/', '/1/4/9/', '/1/5/', '/1/40/', '/2/'];
  type Grant = { role: string; path: string };
  const grants: Grant[] = rank.flatMap((role) => paths.map((path) => ({ role, path })));
  const byRank = (own: Grant[], wanted: Grant) =>
    own.some(
      (held) =>
        rank.indexOf(held.role) >= rank.indexOf(wanted.role) && wanted.path.startsWith(held.path),
    );

  it('takes the same role, or a higher one, on the place or above: every pair of grants', () => {
    const differing: unknown[] = [];
    for (const first of grants) {
      for (const second of [undefined, ...grants]) {
        const own = second ? [first, second] : [first];
        const held = own.flatMap(({ role, path }) => permissionsOf(role, path));
        for (const wanted of grants) {
          const may = covers(held, permissionsOf(wanted.role, wanted.path));
          if (may !== byRank(own, wanted)) differing.push({ own, wanted, may });
        }
      }
    }
    expect(differing).toEqual([]);
  });

  it('is refused to who holds nothing', () => {
    for (const { role, path } of grants) expect(covers([], permissionsOf(role, path))).toBe(false);
  });

  it('adds up what several roles hold, place by place', () => {
    const own: HeldPermission[] = [
      { permission: 'roster.read', path: '/1/' },
      { permission: 'report.read', path: '/1/4/' },
    ];
    const both = (path: string): HeldPermission[] => [
      { permission: 'roster.read', path },
      { permission: 'report.read', path },
    ];
    expect(covers(own, both('/1/4/9/'))).toBe(true);
    expect(covers(own, both('/1/5/'))).toBe(false);
  });
});

describe('a permission that narrows another', () => {
  // No module needs these names; what counts is that one of them narrows the other.
  const sentences = { 'report.read': {}, 'roster.read': { narrows: 'report.read' } };

  it('is held by whoever holds the wider one, there and below, and not the other way round', () => {
    const wide = withNarrower([{ permission: 'report.read', path: '/1/' }], sentences);
    expect(covers(wide, [{ permission: 'roster.read', path: '/1/4/' }])).toBe(true);
    const narrow = withNarrower([{ permission: 'roster.read', path: '/1/' }], sentences);
    expect(covers(narrow, [{ permission: 'report.read', path: '/1/' }])).toBe(false);
  });

  it('says nothing more beside the wider one', () => {
    expect(withoutNarrower(['roster.read', 'report.read'], sentences)).toEqual(['report.read']);
    expect(withoutNarrower(['roster.read'], sentences)).toEqual(['roster.read']);
  });
});

describe('the trees that a change leaves without an administrator', () => {
  const needed = ['a', 'b'];
  const holder = (placeId: number, personId: string, ...permissions: string[]) => ({
    ...{ placeId, personId, permissions },
  });
  const roots = [1, 2];

  it.each([
    ['the same is left', [holder(1, 'x', 'a', 'b')], [holder(1, 'x', 'a', 'b')], []],
    ['another one is left', [holder(1, 'x', 'a', 'b')], [holder(1, 'y', 'a', 'b')], []],
    ['nobody is left', [holder(1, 'x', 'a', 'b')], [], [1]],
    ['one half is left', [holder(1, 'x', 'a', 'b')], [holder(1, 'x', 'a')], [1]],
    [
      'two hold one half each',
      [holder(1, 'x', 'a', 'b'), holder(1, 'y', 'b')],
      [holder(1, 'x', 'a'), holder(1, 'y', 'b')],
      [1],
    ],
    ['a half goes where there was no more', [holder(1, 'x', 'a')], [], [1]],
    ['there was nobody', [], [], []],
    [
      'another tree has one',
      [holder(1, 'x', 'a', 'b'), holder(2, 'y', 'a', 'b')],
      [holder(2, 'y', 'a', 'b')],
      [1],
    ],
    ['it is a root no more', [holder(3, 'x', 'a', 'b')], [], []],
  ])('%s', (_, before, holders, lost) => {
    expect(lostTrees(before, { holders, roots }, needed)).toEqual(lost);
  });
});
