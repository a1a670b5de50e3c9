import { exportPoint } from '../../../credential/p256.ts';
import { type Store, withStore } from './store.ts';

/** The key with which this phone signs what it shows of an account; the browser never gives it out. */
export type PhoneKey = {
  /** The public half, as the server knows it: base64url of a compressed point. */
  phoneKey: string;
  privateKey: CryptoKey;
};

/** Nothing can be stored here, as in private windows: a key that is gone with the page would be of no use. */
export class NoPhoneKey extends Error {}

/** The phone's key for an account, made when it is first asked for. Throws {@link NoPhoneKey}. */
export async function findOrMakePhoneKey(account: string): Promise<PhoneKey> {
  try {
    return (await withStore((store) => find(store, account))) ?? (await make(account));
  } catch (error) {
    throw new NoPhoneKey('This device stores no key.', { cause: error });
  }
}

const find = ({ phoneKeys }: Store, account: string) => phoneKeys.get(account);

async function make(account: string): Promise<PhoneKey> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const pair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const point = await exportPoint(pair.publicKey);
  const fresh = { id: account, phoneKey: toBase64Url(point), privateKey: pair.privateKey };
  // Two tabs may make one at the same time: the first that was stored counts.
  await withStore(({ phoneKeys }) => phoneKeys.add(fresh)).catch(() => undefined);
  const stored = await withStore((store) => find(store, account));
  if (!stored) throw new Error('The key was not stored.');
  return stored;
}

/**
 * Forgets the key, and those for wards of the account: whoever signs in here next shows another code, or the same
 * with a new key.
 */
export async function removePhoneKey(account: string): Promise<void> {
  await withStore(({ phoneKeys }) => phoneKeys.where('id').startsWith(account).delete()).catch(
    () => undefined,
  );
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
