import { describe, expect, it } from 'vitest';
import { type Level, levels } from './contract.ts';
import {
  afterReplacement,
  isDisabled,
  levelsToAdd,
  lineAbove,
  lineBelow,
  refusalOf,
  replacementProblem,
  type Scanner,
  visibleTo,
} from './rules.ts';

/** Two lines of one site: s1 over i1 (o1, o2) and o3; s2 over i2 (o4). */
const names = ['s1', 'i1', 'o1', 'o2', 'o3', 's2', 'i2', 'o4'] as const;
type Name = (typeof names)[number];
const superiors: Partial<Record<Name, Name>> = {
  ...{ i1: 's1', o1: 'i1', o2: 'i1', o3: 's1', i2: 's2', o4: 'i2' },
};
const levelOf = (name: string): Level =>
  (({ s: 'senior', i: 'intermediate', o: 'ordinary' }) as const)[name[0] as 's' | 'i' | 'o'];
const idOf = (name: Name) => names.indexOf(name) + 1;

function site(flags: Partial<Record<Name, Partial<Scanner>>> = {}): Scanner[] {
  return names.map((name) => ({
    ...{ id: idOf(name), personId: name, level: levelOf(name) },
    superiorId: superiors[name] ? idOf(superiors[name]) : null,
    ...{ selfDisabled: false, lineDisabled: false, ...flags[name] },
  }));
}

const at = (all: Scanner[], name: Name) => all[idOf(name) - 1] as Scanner;
const seenBy = (all: Scanner[], who: Name | 'above') =>
  who === 'above' ? { above: true, own: undefined } : { above: false, own: at(all, who) };
const namesOf = (scanners: Scanner[]) => scanners.map(({ personId }) => personId).sort();

describe('levels', () => {
  it.each([
    ['above', ['senior']],
    ['s1', ['intermediate', 'ordinary']],
    ['i1', ['ordinary']],
    ['o1', []],
  ] as const)('%s adds %j', (who, wanted) => {
    expect(levelsToAdd(seenBy(site(), who))).toEqual(wanted);
  });

  it.each([
    ['above', [...names]],
    ['s1', ['s1', 'i1', 'o1', 'o2', 'o3']],
    ['i1', ['i1', 'o1', 'o2']],
    ['s2', ['s2', 'i2', 'o4']],
    ['o1', []],
  ] as const)('%s sees %j', (who, wanted) => {
    expect(namesOf(visibleTo(seenBy(site(), who), site()))).toEqual([...wanted].sort());
  });
});

describe('what one may do to whom', () => {
  /** What each is answered for each act, on themselves, below, above, beside and in the other line. */
  it.each([
    ['s1', 's1', ['not_oneself', 'not_oneself', 'not_oneself']],
    ['s1', 'i1', [null, null, null]],
    ['s1', 'o1', [null, null, 'level_too_low']],
    ['s1', 's2', ['not_found', 'not_found', 'not_found']],
    ['s1', 'o4', ['not_found', 'not_found', 'not_found']],
    ['i1', 's1', ['not_found', 'not_found', 'not_found']],
    ['i1', 'i1', ['not_oneself', 'not_oneself', 'not_oneself']],
    ['i1', 'o1', [null, null, 'level_too_low']],
    ['i1', 'o3', ['not_found', 'not_found', 'not_found']],
    ['i1', 'i2', ['not_found', 'not_found', 'not_found']],
    ['o1', 'o1', ['not_found', 'not_found', 'not_found']],
    ['o1', 'o2', ['not_found', 'not_found', 'not_found']],
    ['above', 's1', [null, null, null]],
    ['above', 'i1', [null, null, null]],
    ['above', 'o1', [null, null, 'level_too_low']],
  ] as const)('%s on %s: %j', (who, whom, wanted) => {
    const all = site();
    const acts = ['disable-self', 'disable-line', 'replace'] as const;
    expect(acts.map((act) => refusalOf(act, seenBy(all, who), at(all, whom), all))).toEqual(wanted);
  });

  it('keeps whoever answers for the site from above from cutting off their own branch', () => {
    const all = site();
    const standing = { above: true, own: at(all, 'o1') };
    const answers = (whom: Name) => [
      refusalOf('disable-self', standing, at(all, whom), all),
      refusalOf('disable-line', standing, at(all, whom), all),
      refusalOf('replace', standing, at(all, whom), all),
    ];
    expect(answers('i1')).toEqual([null, 'own_line', 'own_line']);
    expect(answers('s1')).toEqual([null, 'own_line', 'own_line']);
    expect(answers('i2')).toEqual([null, null, null]);
  });
});

describe('taking somebody’s place', () => {
  it.each([
    ['i1', 'o1', {}, null],
    ['i1', 'o4', {}, null],
    ['s1', 'o3', {}, null],
    ['i1', 'i2', {}, 'replacement_not_ordinary'],
    ['i1', 'o1', { o1: { selfDisabled: true } }, 'replacement_disabled'],
    ['i1', 'o4', { s2: { lineDisabled: true } }, 'replacement_disabled'],
    ['i1', 'o4', { s1: { lineDisabled: true } }, 'line_is_disabled'],
    // The very reason for a replacement.
    ['i1', 'o1', { i1: { selfDisabled: true } }, null],
  ] as const)('%s by %s with %j: %s', (whom, by, flags, wanted) => {
    const all = site(flags);
    const standing = seenBy(all, 'above');
    expect(replacementProblem(standing, at(all, whom), at(all, by), all)).toBe(wanted);
  });

  it('is nothing that anybody does for themselves', () => {
    const all = site();
    const standing = { above: true, own: at(all, 'o4') };
    expect(replacementProblem(standing, at(all, 'i1'), at(all, 'o4'), all)).toBe('not_oneself');
  });

  it('brings level, superior and those below; the other is ordinary, under them', () => {
    const all = afterReplacement(site({ i1: { selfDisabled: true } }), idOf('i1'), idOf('o4'));
    expect(at(all, 'o4')).toMatchObject({ level: 'intermediate', superiorId: idOf('s1') });
    expect(at(all, 'i1')).toMatchObject({
      ...{ level: 'ordinary', superiorId: idOf('o4'), selfDisabled: true },
    });
    expect(namesOf(lineBelow(all, idOf('o4')))).toEqual(['i1', 'o1', 'o2', 'o4']);
    expect(namesOf(lineBelow(all, idOf('s2')))).toEqual(['i2', 's2']);
  });
});

/** As one would say it: a set of those who are out, made by walking down from each flag. */
function outByWalkingDown(all: Scanner[]): string[] {
  const out = new Set(all.filter(({ selfDisabled }) => selfDisabled).map(({ id }) => id));
  const queue = all.filter(({ lineDisabled }) => lineDisabled).map(({ id }) => id);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    out.add(next);
    queue.push(...all.filter(({ superiorId }) => superiorId === next).map(({ id }) => id));
  }
  return namesOf(all.filter(({ id }) => out.has(id)));
}

describe('being disabled', () => {
  const outOf = (all: Scanner[]) => namesOf(all.filter(({ id }) => isDisabled(all, id)));

  it('follows from one’s own flag and those of the lines one stands in', () => {
    expect(outOf(site({ i1: { lineDisabled: true } }))).toEqual(['i1', 'o1', 'o2']);
    expect(outOf(site({ i1: { selfDisabled: true } }))).toEqual(['i1']);
    expect(outOf(site({ s1: { lineDisabled: true }, o2: { selfDisabled: true } }))).toEqual([
      'i1',
      'o1',
      'o2',
      'o3',
      's1',
    ]);
  });

  it('comes to the same as walking down from every flag, whatever is set, removed and exchanged', () => {
    const random = numbers(20_220_120);
    for (let round = 0; round < 200; round += 1) {
      let all = site();
      for (let step = 0; step < 12; step += 1) {
        const one = all[random(all.length)] as Scanner;
        const flag = random(2) ? 'selfDisabled' : 'lineDisabled';
        const ordinary = all.filter(({ level }) => level === 'ordinary');
        const other = ordinary[random(ordinary.length)] as Scanner;
        if (random(4) === 0 && one.level !== 'ordinary') {
          all = afterReplacement(all, one.id, other.id);
        } else {
          all = all.map((each) => (each === one ? { ...each, [flag]: !each[flag] } : each));
        }
        expect(outOf(all)).toEqual(outByWalkingDown(all));
        for (const { id, level, superiorId } of all) {
          const superior = all.find((each) => each.id === superiorId);
          const rank = (of: Level) => levels.indexOf(of);
          expect(superior === undefined || rank(superior.level) < rank(level)).toBe(true);
          expect(lineAbove(all, id).length).toBeLessThanOrEqual(levels.length);
        }
      }
    }
  });
});

/** Always the same numbers, so that a failure can be looked at again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >>> 8) % below;
  };
}
