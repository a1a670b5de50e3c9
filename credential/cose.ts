import { asBytes, type Bytes, listFromCbor, toCbor } from './cbor.ts';
import { UnreadableCode } from './problems.ts';

/**
 * COSE_Sign1 (RFC 9052) with ES256. What a message is for stands in its external data, which is signed and not
 * sent: a signature for one purpose is worth nothing for another.
 */
export type Purpose = 'credential' | 'presentation' | 'printed' | 'list';

export const keyIdLength = 8;

/** Headers in their one written form: the algorithm, and for keys of the server the key's id. */
const algorithmAlone = Uint8Array.of(0xa1, 0x01, 0x26);
const beforeKeyId = Uint8Array.of(0xa2, 0x01, 0x26, 0x04, 0x40 + keyIdLength);

const es256 = { name: 'ECDSA', hash: 'SHA-256' };

export type Signed = {
  /** Of the key of the server that signed; absent in what a phone signed. */
  keyId?: Bytes;
  payload: Bytes;
  header: Bytes;
  signature: Bytes;
};

export async function sign(
  purpose: Purpose,
  payload: Bytes,
  key: { privateKey: CryptoKey; id?: Bytes },
): Promise<Bytes> {
  const header = key.id ? joined(beforeKeyId, key.id) : algorithmAlone;
  const signed = signedBytes(purpose, header, payload);
  const signature = await crypto.subtle.sign(es256, key.privateKey, signed);
  return toCbor([header, {}, payload, new Uint8Array(signature)]);
}

/** Takes a message apart and verifies nothing. */
export function parseSigned(bytes: Uint8Array, by: 'server' | 'phone'): Signed {
  const [header, unprotected, payload, signature] = listFromCbor(bytes, 4);
  if (!(unprotected instanceof Map) || unprotected.size > 0) throw new UnreadableCode('damaged');
  const parsed = {
    header: asBytes(header),
    payload: asBytes(payload),
    signature: asBytes(signature, 64),
  };
  if (by === 'phone') {
    if (!isSame(parsed.header, algorithmAlone)) throw new UnreadableCode('damaged');
    return parsed;
  }
  const keyId = parsed.header.slice(beforeKeyId.length);
  const begin = parsed.header.subarray(0, beforeKeyId.length);
  if (!isSame(begin, beforeKeyId) || keyId.length !== keyIdLength) {
    throw new UnreadableCode('damaged');
  }
  return { ...parsed, keyId };
}

export async function isSignedBy(
  purpose: Purpose,
  { header, payload, signature }: Signed,
  publicKey: CryptoKey,
  verify = verifyWithWebCrypto,
): Promise<boolean> {
  return verify(publicKey, signature, signedBytes(purpose, header, payload));
}

/** Whether an ES256 signature, two numbers of 32 bytes each, is the key's over these bytes. */
export type Verify = (key: CryptoKey, signature: Bytes, signed: Bytes) => Promise<boolean>;

export const verifyWithWebCrypto: Verify = (key, signature, signed) =>
  crypto.subtle.verify(es256, key, signature, signed);

const signedBytes = (purpose: Purpose, header: Bytes, payload: Bytes): Bytes =>
  toCbor(['Signature1', header, new TextEncoder().encode(`anxing ${purpose} 1`), payload]);

function joined(...parts: Uint8Array[]): Bytes {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
