import type { Bytes } from './cbor.ts';
import {
  isSignedBy,
  keyIdLength,
  type Purpose,
  parseSigned,
  type Signed,
  type Verify,
} from './cose.ts';
import { UnreadableCode } from './problems.ts';

/** A public key as `/.well-known/jwks.json` has it. */
export type PublicJwk = {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
  kid: string;
  use: 'sig';
  alg: 'ES256';
};

/** Public keys of the server by their ids (see {@link keyIdText}). */
export type Keyring = ReadonlyMap<string, CryptoKey>;

/** A key's id in writing: base64url, as in a JWK. */
export function keyIdText(id: Uint8Array): string {
  return btoa(String.fromCharCode(...id))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** The id of a public key follows from the key: the beginning of its thumbprint (RFC 7638). */
export async function keyIdOf({ x, y }: Pick<PublicJwk, 'x' | 'y'>): Promise<Bytes> {
  const text = JSON.stringify({ crv: 'P-256', kty: 'EC', x, y });
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return new Uint8Array(digest.slice(0, keyIdLength));
}

/** Takes the keys that it understands; one that does not bear the id which follows from it is left out. */
export async function keyringOf(jwks: readonly PublicJwk[]): Promise<Keyring> {
  const keys = new Map<string, CryptoKey>();
  for (const jwk of jwks) {
    if (keyIdText(await keyIdOf(jwk)) !== jwk.kid) continue;
    const key = await importJwk(jwk).catch(() => undefined);
    if (key) keys.set(jwk.kid, key);
  }
  return keys;
}

function importJwk({ kty, crv, x, y }: PublicJwk): Promise<CryptoKey> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  return crypto.subtle.importKey('jwk', { kty, crv, x, y }, algorithm, true, ['verify']);
}

/**
 * Takes apart what the server signed, and verifies it with the one key that it names; no other is tried.
 * Throws `damaged`, `unknown_key` or `forged_credential`.
 */
export async function openSigned(
  purpose: Purpose,
  bytes: Uint8Array,
  keyring: Keyring,
  verify?: Verify,
): Promise<Signed & { keyId: Bytes }> {
  const signed = parseSigned(bytes, 'server');
  const keyId = signed.keyId as Bytes;
  const key = keyring.get(keyIdText(keyId));
  if (!key) throw new UnreadableCode('unknown_key');
  if (!(await isSignedBy(purpose, signed, key, verify))) {
    throw new UnreadableCode('forged_credential');
  }
  return { ...signed, keyId };
}
