import { expect, it } from 'vitest';
import { compressPoint, decompressPoint } from './p256.ts';

it('gives back a point from its short form', async () => {
  for (let turn = 0; turn < 10; turn += 1) {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    const { publicKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const raw = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
    expect(compressPoint(raw)).toHaveLength(33);
    expect(decompressPoint(compressPoint(raw))).toEqual(raw);
  }
});

it('does not take what is no point of the curve', () => {
  const point = (first: number, ...last: number[]) => {
    const bytes = new Uint8Array(33);
    bytes[0] = first;
    bytes.set(last, 33 - last.length);
    return bytes;
  };
  for (const wrong of [
    point(2, 1),
    point(4, 5),
    point(2).fill(0xff, 1),
    point(2, 5).subarray(0, 32),
  ]) {
    expect(() => decompressPoint(wrong)).toThrow('damaged');
  }
  expect(decompressPoint(point(2, 5))).toHaveLength(65);
});
