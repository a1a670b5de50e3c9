import { type Credential, type IssuingKey, issueCredential } from '../credential.ts';
import { type Keyring, keyIdOf, keyIdText } from '../keyring.ts';
import { exportPoint } from '../p256.ts';
import { present } from '../presentation.ts';

/** Keys and codes for tests, with an instant that all of them agree on. */

export const now = Date.UTC(2026, 11, 2, 8) / 1000;
export const hour = 3600;

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
const newPair = () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

export type Issuer = { key: IssuingKey; keyring: Keyring };

export async function makeIssuer(): Promise<Issuer> {
  const { privateKey, publicKey } = await newPair();
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', publicKey);
  const id = await keyIdOf({ x, y });
  return { key: { id, privateKey }, keyring: new Map([[keyIdText(id), publicKey]]) };
}

export type Phone = { privateKey: CryptoKey; deviceKey: Uint8Array<ArrayBuffer> };

export async function makePhone(): Promise<Phone> {
  const { privateKey, publicKey } = await newPair();
  return { privateKey, deviceKey: await exportPoint(publicKey) };
}

export function credentialFor(phone: Phone, changes: Partial<Credential> = {}): Credential {
  return {
    reference: crypto.getRandomValues(new Uint8Array(16)),
    version: 1,
    programme: 'penguins',
    colour: 'green',
    maskedName: '王**',
    issued: now - hour,
    expires: now + 23 * hour,
    deviceKey: phone.deviceKey,
    ...changes,
  };
}

/** The text of a code that a phone shows now. */
export async function codeOf(
  issuer: Issuer,
  phone: Phone,
  changes: Partial<Credential> & { moment?: number; clockAhead?: number } = {},
): Promise<string> {
  const { moment = now, clockAhead = 0, ...rest } = changes;
  const credential = await issueCredential(credentialFor(phone, rest), issuer.key);
  return present(credential, { moment, clockAhead }, phone.privateKey);
}
