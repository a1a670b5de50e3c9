import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase45, toBase45 } from './base45.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('Base45', () => {
  it.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
    ['', ''],
  ])('writes %s as its standard does', (text, written) => {
    expect(toBase45(bytes(text))).toBe(written);
    expect(fromBase45(written)).toEqual(bytes(text));
  });

  it('gives back what was written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (any) => {
        expect([...fromBase45(toBase45(any))]).toEqual([...any]);
      }),
    );
  });

  it.each(['A', 'ABCD', ':::', '::', 'bb8', 'BB中', 'BB\u0000'])('does not take %j', (text) => {
    expect(() => fromBase45(text)).toThrow('damaged');
  });
});
