import { createPublicKey } from 'node:crypto';
import { compressedLength } from '../../../credential/p256.ts';
import { UnreadableCode } from '../../../credential/problems.ts';

/** What stands before a compressed point of P-256 in a key as OpenSSL reads it (RFC 5480). */
const beforePoint = Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex');

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

/** Does what `importPoint` does, without its arithmetic in JavaScript: some twenty times as fast. Throws `damaged`. */
export async function deviceKeyOf(compressed: Uint8Array): Promise<CryptoKey> {
  if (compressed.length !== compressedLength) throw new UnreadableCode('damaged');
  try {
    const key = Buffer.concat([beforePoint, compressed]);
    const made = createPublicKey({ key, format: 'der', type: 'spki' });
    return made.toCryptoKey(algorithm, true, ['verify']) as CryptoKey;
  } catch {
    throw new UnreadableCode('damaged');
  }
}
