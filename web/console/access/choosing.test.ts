import { describe, expect, it } from 'vitest';
import {
  type Group,
  matchingGroups,
  type Sentence,
  tickOf,
  tickOfGroup,
  toggled,
  toggledGroup,
} from './choosing.ts';
import { merged } from './merging.ts';

const sentence = (name: string, more: Partial<Sentence> = {}): Sentence => ({
  ...{ name: name as Sentence['name'], zh: `可${name}`, en: `May ${name}` },
  ...{ narrows: null, mayGive: true },
  ...more,
});
const all = sentence('all');
const own = sentence('own', { narrows: 'all' as Sentence['name'] });
const locked = sentence('locked', { mayGive: false });
const group: Group = {
  module: 'checks',
  zh: '排查',
  en: 'Checks',
  permissions: [all, own, locked],
};
const set = (...names: string[]) => new Set(names);

describe('the tree of permissions', () => {
  it('shows the lesser part ticked with the wider one, and the wider one in part with the lesser', () => {
    expect([tickOf(all, group, set('all')), tickOf(own, group, set('all'))]).toEqual(['on', 'on']);
    expect([tickOf(all, group, set('own')), tickOf(own, group, set('own'))]).toEqual([
      'part',
      'on',
    ]);
    expect(
      [set(), set('own'), set('all', 'locked')].map((each) => tickOfGroup(group, each)),
    ).toEqual(['off', 'part', 'on']);
  });

  it('has one tick stand for the wider permission, and never widens by the lesser', () => {
    expect(toggled(all, group, set('own'))).toEqual(set('all'));
    expect(toggled(own, group, set())).toEqual(set('own'));
    expect(toggled(all, group, set('all'))).toEqual(set());
  });

  it('changes by a heading only what one may give', () => {
    expect(toggledGroup(group, set())).toEqual(set('all'));
    expect(toggledGroup(group, set('all', 'locked'))).toEqual(set('locked'));
    expect(toggledGroup(group, set('locked'))).toEqual(set('locked', 'all'));
  });

  it('finds by the sentence or the heading, with the wider one above a lesser', () => {
    const found = (typed: string, lang: 'zh' | 'en' = 'en') =>
      matchingGroups([group], typed, lang).map(({ permissions }) => permissions.map((p) => p.name));
    expect(found('may OWN')).toEqual([['all', 'own']]);
    expect(found('locked')).toEqual([['locked']]);
    expect(found('排', 'zh')).toEqual([['all', 'own', 'locked']]);
    expect(found('nothing')).toEqual([]);
  });
});

describe('two who edit one role', () => {
  const base = { nameZh: '甲', nameEn: 'A', description: '', permissions: ['p', 'q'] };

  it('keep what both changed', () => {
    const mine = { ...base, description: 'Mine', permissions: ['p', 'r'] };
    const theirs = { ...base, nameEn: 'B', permissions: ['p', 'q', 's'] };
    expect(merged(base, mine, theirs)).toEqual({
      changes: { names: { zh: '甲', en: 'B' }, gained: ['s'], lost: [] },
      fields: { nameZh: '甲', nameEn: 'B', description: 'Mine', permissions: ['p', 's', 'r'] },
    });
  });

  it('keep what is typed where both changed the same', () => {
    const mine = { ...base, nameEn: 'Mine', permissions: ['p'] };
    const theirs = { ...base, nameEn: 'Theirs', permissions: ['p'] };
    const { changes, fields } = merged(base, mine, theirs);
    expect(fields).toEqual({ ...base, nameEn: 'Mine', permissions: ['p'] });
    expect(changes).toMatchObject({ names: { en: 'Theirs' }, lost: ['q'] });
  });
});
