import { type Store, type WithStore, withStore } from './store.ts';

/** Encrypted with AES-256-GCM. */
export type Encrypted = { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer };

export type Vault = {
  /** Encrypts a value for an account under a name; it can be decrypted only under both. */
  encrypt(account: string, name: string, value: unknown): Promise<Encrypted>;
  /** Decrypts a value. Throws `Unreadable` when it belongs to another account, name or device. */
  decrypt(account: string, name: string, encrypted: Encrypted): Promise<unknown>;
};

/** What was encrypted can never be read again; any other error may be one of the storage, and pass. */
export class Unreadable extends Error {}

/**
 * Each account has a key of its own, made on the device, which the browser uses but never gives out. It is
 * read from the store each time: what was encrypted with a key that is not stored could never be read again.
 */
export function createVault(within: WithStore): Vault {
  return {
    async encrypt(account, name, value) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const algorithm = { name: 'AES-GCM', iv, additionalData: bytes(`${account}|${name}`) };
      const key = await within((store) => findOrMakeKey(store, account));
      const plain = bytes(JSON.stringify(value));
      return { iv, data: await crypto.subtle.encrypt(algorithm, key, plain) };
    },
    async decrypt(account, name, { iv, data }) {
      const algorithm = { name: 'AES-GCM', iv, additionalData: bytes(`${account}|${name}`) };
      const key = await within((store) => findKey(store, account));
      const plain = await crypto.subtle.decrypt(algorithm, key, data).catch(() => {
        throw new Unreadable('This was encrypted with another key, or for something else.');
      });
      return JSON.parse(new TextDecoder().decode(plain));
    },
  };
}

const bytes = (text: string) => new TextEncoder().encode(text);

/** Throws `Unreadable` where none is stored. */
async function findKey({ keys }: Store, account: string): Promise<CryptoKey> {
  const found = await keys.get(account);
  if (!found) throw new Unreadable('This device has no key for the account.');
  return found.key;
}

async function findOrMakeKey(store: Store, account: string): Promise<CryptoKey> {
  const known = await store.keys.get(account);
  if (known) return known.key;
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  // Two tabs may make one at the same time: the first that was stored counts.
  await store.keys.add({ id: account, key: fresh }).catch(() => undefined);
  return findKey(store, account);
}

export const vault = createVault(withStore);
