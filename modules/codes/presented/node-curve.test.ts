import { expect, it } from 'vitest';
import { verifyWithWebCrypto } from '../../../credential/cose.ts';
import { exportPoint, importPoint } from '../../../credential/p256.ts';
import { nodeCurve } from './node-curve.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

it('makes the same keys as a browser does', async () => {
  for (let n = 0; n < 8; n += 1) {
    const { publicKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const point = await exportPoint(publicKey);
    const [fast, slow] = [await nodeCurve.keyOf(point), await importPoint(point)];
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
    const read = await Promise.allSettled([nodeCurve.keyOf(bytes), importPoint(bytes)]);
    const [fast, slow] = read.map(({ status }) => status);
    expect(fast, Buffer.from(bytes).toString('hex')).toBe(slow);
  }
});

it('takes the same signatures as a browser does', async () => {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ]);
  const es256 = { name: 'ECDSA', hash: 'SHA-256' };
  const both = (signature: Uint8Array<ArrayBuffer>, signed: Uint8Array<ArrayBuffer>) =>
    Promise.all(
      [nodeCurve.verify, verifyWithWebCrypto].map((verify) => verify(publicKey, signature, signed)),
    );
  // Of so many some begin with a byte of zeros, in one number or the other.
  for (let n = 0; n < 600; n += 1) {
    const signed = Uint8Array.of(n >> 8, n & 255);
    const signature = new Uint8Array(await crypto.subtle.sign(es256, privateKey, signed));
    expect(await both(signature, signed)).toEqual([true, true]);
    const turned = signature.map((byte, at) => (at === n % 64 ? byte ^ 1 : byte));
    expect(await both(turned, signed)).toEqual([false, false]);
  }
  for (const length of [0, 1, 63, 64, 65]) {
    const nothing = new Uint8Array(length);
    expect(await both(nothing, nothing)).toEqual([false, false]);
  }
});
