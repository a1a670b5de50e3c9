import { describe, expect, it } from 'vitest';
import { carriedOver, type History, moveBy, startOf, step, stepAt } from './history.ts';

type Draft = { name: string; limit?: number; colours: string[] };

const first: Draft = { name: '', colours: ['green'] };
const undone = <T>(history: History<T>) => moveBy(history, 'undo');
const redone = <T>(history: History<T>) => moveBy(history, 'redo');

describe('one step', () => {
  it('is a word, wherever else something was typed between', () => {
    let history = startOf(first);
    for (const name of ['r', 're', 'red']) history = stepAt(history, ['name'], name);
    history = stepAt(history, ['limit'], 3);
    history = stepAt(history, ['name'], 'reds');
    expect(history.past.map(({ name }) => name)).toEqual(['', 'red', 'red']);
    history = undone(undone(history));
    expect(history.now).toEqual({ name: 'red', colours: ['green'] });
    // What is typed after going back is no part of what was typed before.
    history = stepAt(history, ['name'], 'redd');
    expect(undone(history).now.name).toBe('red');
  });
  it('is each entry that is added to one list', () => {
    let history = stepAt(startOf(first), ['colours'], ['green', 'red']);
    history = stepAt(history, ['colours'], ['green', 'red', 'grey']);
    expect(undone(history).now.colours).toEqual(['green', 'red']);
    expect(redone(undone(undone(history))).now.colours).toEqual(['green', 'red']);
  });
  it('goes nowhere at the ends, and leads on from where it is changed', () => {
    const history = step(startOf('a'), 'b');
    expect(redone(history)).toBe(history);
    expect(undone(startOf('a')).now).toBe('a');
    const other = step(undone(history), 'c');
    expect(redone(other)).toBe(other);
    expect(undone(other).now).toBe('a');
  });
  it('is kept two hundred times', () => {
    let history = startOf(0);
    for (let n = 1; n <= 250; n += 1) history = step(history, n);
    for (let n = 0; n < 300; n += 1) history = undone(history);
    expect(history.now).toBe(50);
  });
});

describe('over what somebody else stored', () => {
  type Two = { mine: string; theirs: string };
  const before = step(startOf<Two>({ mine: '', theirs: '' }), { mine: 'a', theirs: '' });
  const carry = (each: Two): Two => ({ ...each, theirs: 'x' });
  it('undoing leaves theirs alone', () => {
    const history = carriedOver(before, carry, { mine: 'a', theirs: 'x' });
    expect(undone(history).now).toEqual({ mine: '', theirs: 'x' });
    expect(undone(undone(history)).now).toEqual({ mine: '', theirs: 'x' });
  });
  it('undoing brings back what was given up for theirs', () => {
    const history = carriedOver(before, carry, { mine: '', theirs: 'x' });
    expect(history.now.mine).toBe('');
    expect(undone(history).now).toEqual({ mine: 'a', theirs: 'x' });
  });
});
