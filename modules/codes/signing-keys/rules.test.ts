import { describe, expect, it } from 'vitest';
import { type KeyTimes, nextKeyFrom, replacedKeys, signingKeyAt, verifyingKeys } from './rules.ts';

const at = (day: number) => new Date(Date.UTC(2022, 0, 1) + day * 86_400_000);
const key = (id: string, from: number, withdrawn?: number): KeyTimes => ({
  id,
  signsFrom: at(from),
  withdrawnAt: withdrawn === undefined ? null : at(withdrawn),
});
const idsOf = (keys: KeyTimes[]) => keys.map(({ id }) => id);

describe('the keys', () => {
  it('begin with one at once', () => {
    expect(nextKeyFrom([], at(0))).toEqual(at(0));
    expect(nextKeyFrom([key('a', 0)], at(0))).toBeUndefined();
  });

  it('are followed by one that everybody can know before it signs', () => {
    const one = [key('a', 0)];
    expect(nextKeyFrom(one, at(87.9))).toBeUndefined();
    expect(nextKeyFrom(one, at(88))).toEqual(at(90));
    // After the server was off for long.
    expect(nextKeyFrom(one, at(200))).toEqual(at(202));
    const two = [key('a', 0), key('b', 90)];
    expect(nextKeyFrom(two, at(89))).toBeUndefined();
    expect(signingKeyAt(two, at(89.9))?.id).toBe('a');
    expect(signingKeyAt(two, at(90))?.id).toBe('b');
    expect(idsOf(verifyingKeys(two, at(89)))).toEqual(['a', 'b']);
  });

  it('verify as long as what they signed is good', () => {
    const two = [key('a', 0), key('b', 90)];
    expect(replacedKeys(two, at(89.9))).toEqual([]);
    expect(replacedKeys(two, at(90))).toEqual(['a']);
    expect(idsOf(verifyingKeys(two, at(90 + 365.9)))).toEqual(['a', 'b']);
    expect(idsOf(verifyingKeys(two, at(90 + 366)))).toEqual(['b']);
  });

  it('that were withdrawn neither sign nor verify', () => {
    const keys = [key('a', 0, 10), key('b', 10)];
    expect(signingKeyAt(keys, at(11))?.id).toBe('b');
    expect(idsOf(verifyingKeys(keys, at(11)))).toEqual(['b']);
    expect(nextKeyFrom([key('a', 0, 10)], at(11))).toEqual(at(11));
  });
});
