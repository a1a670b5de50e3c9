import { expect, it } from 'vitest';
import { exportPoint, importPoint } from '../../../credential/p256.ts';
import { deviceKeyOf } from './device-key.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

it('makes the same keys as a browser does', async () => {
  for (let n = 0; n < 8; n += 1) {
    const { publicKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const point = await exportPoint(publicKey);
    const [fast, slow] = [await deviceKeyOf(point), await importPoint(point)];
    expect(await crypto.subtle.exportKey('jwk', fast)).toEqual(
      await crypto.subtle.exportKey('jwk', slow),
    );
  }
});

it('refuses what is no point of the curve, as a browser does', async () => {
  const { publicKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const point = await exportPoint(publicKey);
  const changed = (at: number, to: number) =>
    point.map((byte, index) => (index === at ? to : byte));
  const outside = new Uint8Array(33).fill(0xff);
  outside[0] = 2;
  // Of all numbers one half are no abscissa of the curve.
  const off = [...Array(40).keys()].map((n) => changed(32, n));
  for (const bytes of [changed(0, 4), changed(0, 0), outside, point.slice(0, 32), ...off]) {
    const read = await Promise.allSettled([deviceKeyOf(bytes), importPoint(bytes)]);
    const [fast, slow] = read.map(({ status }) => status);
    expect(fast, Buffer.from(bytes).toString('hex')).toBe(slow);
  }
});
