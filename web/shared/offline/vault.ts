import { openStore } from './store.ts';

/** Encrypted with AES-256-GCM. */
export type Sealed = { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer };

let key: Promise<CryptoKey> | undefined;

/** The device's key: made once, used by the browser, and never to be read out of it. */
function deviceKey(): Promise<CryptoKey> {
  key ??= findOrMakeKey().catch((error) => {
    key = undefined;
    throw error;
  });
  return key;
}

async function findOrMakeKey(): Promise<CryptoKey> {
  const { keys } = await openStore();
  const known = await keys.get('main');
  if (known) return known.key;
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  // Two tabs may make one at the same time: the first that was kept counts.
  await keys.add({ id: 'main', key: fresh }).catch(() => undefined);
  return (await keys.get('main'))?.key ?? fresh;
}

/** Seals a value under a name; it can be opened only under the same name. */
export async function seal(name: string, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const additionalData = new TextEncoder().encode(name);
  const secret = await deviceKey();
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, secret, plain);
  return { iv, data };
}

/** Opens what was sealed under this name. Throws when it was not, or not on this device. */
export async function unseal(name: string, { iv, data }: Sealed): Promise<unknown> {
  const additionalData = new TextEncoder().encode(name);
  const secret = await deviceKey();
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, secret, data);
  return JSON.parse(new TextDecoder().decode(plain));
}
