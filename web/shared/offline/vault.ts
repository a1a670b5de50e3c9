import { openStore, type Store } from './store.ts';

/** Encrypted with AES-256-GCM. */
export type Encrypted = { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer };

export type Vault = {
  /** Encrypts a value for an account under a name; it can be decrypted only under both. */
  encrypt(account: string, name: string, value: unknown): Promise<Encrypted>;
  /** Decrypts a value. Throws when it belongs to another account, name or device. */
  decrypt(account: string, name: string, encrypted: Encrypted): Promise<unknown>;
};

/** Each account has a key of its own, made on the device, which the browser uses but never gives out. */
export function createVault(open: () => Promise<Store>): Vault {
  const keys = new Map<string, Promise<CryptoKey>>();
  const keyOf = (account: string): Promise<CryptoKey> => {
    const known = keys.get(account);
    if (known) return known;
    const key = findOrMakeKey(open, account);
    keys.set(account, key);
    key.catch(() => keys.delete(account));
    return key;
  };
  return {
    async encrypt(account, name, value) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const algorithm = { name: 'AES-GCM', iv, additionalData: bytes(`${account}|${name}`) };
      const plain = bytes(JSON.stringify(value));
      return { iv, data: await crypto.subtle.encrypt(algorithm, await keyOf(account), plain) };
    },
    async decrypt(account, name, { iv, data }) {
      const algorithm = { name: 'AES-GCM', iv, additionalData: bytes(`${account}|${name}`) };
      const plain = await crypto.subtle.decrypt(algorithm, await keyOf(account), data);
      return JSON.parse(new TextDecoder().decode(plain));
    },
  };
}

const bytes = (text: string) => new TextEncoder().encode(text);

async function findOrMakeKey(open: () => Promise<Store>, account: string): Promise<CryptoKey> {
  const { keys } = await open();
  const known = await keys.get(account);
  if (known) return known.key;
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  // Two tabs may make one at the same time: the first that was stored counts.
  await keys.add({ id: account, key: fresh }).catch(() => undefined);
  return (await keys.get(account))?.key ?? fresh;
}

export const vault = createVault(openStore);
