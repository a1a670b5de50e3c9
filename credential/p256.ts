import type { Bytes } from './cbor.ts';
import { UnreadableCode } from './problems.ts';

/**
 * Public keys as compressed points: 33 bytes instead of 65, which makes the code smaller. WebCrypto of browsers takes only
 * the long form.
 */

const prime = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

export const compressedLength = 33;

/** From the 65 bytes that WebCrypto exports as `raw`. */
export function compressPoint(raw: Uint8Array): Bytes {
  const compressed = raw.slice(0, compressedLength);
  compressed[0] = 2 + ((raw[64] ?? 0) & 1);
  return new Uint8Array(compressed);
}

/** Throws `damaged` for what is no point of the curve. */
export function decompressPoint(compressed: Uint8Array): Bytes {
  const sign = compressed[0];
  if (compressed.length !== compressedLength || (sign !== 2 && sign !== 3)) {
    throw new UnreadableCode('damaged');
  }
  const x = numberOf(compressed.subarray(1));
  if (x >= prime) throw new UnreadableCode('damaged');
  const square = ((((x * x - 3n) * x + b) % prime) + prime) % prime;
  const root = power(square, (prime + 1n) / 4n);
  if ((root * root) % prime !== square) throw new UnreadableCode('damaged');
  const y = Number(root & 1n) === sign - 2 ? root : prime - root;
  const raw = new Uint8Array(65);
  raw[0] = 4;
  raw.set(compressed.subarray(1), 1);
  for (let at = 64, rest = y; at > 32; at -= 1, rest >>= 8n) raw[at] = Number(rest & 0xffn);
  return raw;
}

function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let factor = base, rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * factor) % prime;
    factor = (factor * factor) % prime;
  }
  return result;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

/** For verifying, from a compressed point. */
export async function importPoint(compressed: Uint8Array): Promise<CryptoKey> {
  const raw = decompressPoint(compressed);
  return crypto.subtle.importKey('raw', raw, algorithm, true, ['verify']);
}

/** A key as a compressed point. */
export async function exportPoint(key: CryptoKey): Promise<Bytes> {
  return compressPoint(new Uint8Array(await crypto.subtle.exportKey('raw', key)));
}
