import type { IssuingKey } from '../../../credential/credential.ts';
import {
  type Keyring,
  keyIdOf,
  keyIdText,
  keyringOf,
  type PublicJwk,
} from '../../../credential/keyring.ts';
import { defineJob } from '../../../platform/jobs.ts';
import { type Platform, perPlatform, type Tx } from '../../../platform/platform.ts';
import {
  deletePrivateKeys,
  findPrivateKey,
  insertKey,
  type KeyRow,
  listKeys,
  lockKeys,
  withdrawOthers,
} from './queries.ts';
import { nextKeyFrom, replacedKeys, signingKeyAt, verifyingKeys } from './rules.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

const purposeOf = (id: string) => `codes.signing-key ${id}`;

/** What anybody needs to verify codes. */
export async function publicKeys(platform: Platform): Promise<PublicJwk[]> {
  const keys = await keysNow(platform);
  return verifyingKeys(keys, platform.clock.now()).map(({ jwk }) => jwk);
}

/** For what asks for them all the time: gives {@link publicKeys} that were true less than so many milliseconds ago. */
export const recentKeys = perPlatform((platform) => {
  let known: { at: number; keys: Promise<PublicJwk[]> } | undefined;
  return (age: number): Promise<PublicJwk[]> => {
    const at = platform.clock.now().getTime();
    // A clock that was set back says nothing of their age.
    if (known && at >= known.at && at - known.at < age) return known.keys;
    const fresh = { at, keys: publicKeys(platform) };
    known = fresh;
    fresh.keys.catch(() => {
      if (known === fresh) known = undefined;
    });
    return fresh.keys;
  };
});

/** The same keys, ready for use. */
export async function serverKeyring(platform: Platform): Promise<Keyring> {
  return keyrings(platform)(await publicKeys(platform));
}

/** Importing a key takes as long as using it: the ring is made again only for other keys. */
const keyrings = perPlatform(() => {
  let made: { names: string; ring: Promise<Keyring> } | undefined;
  return (jwks: PublicJwk[]) => {
    const names = jwks.map(({ kid }) => kid).join();
    if (made?.names !== names) made = { names, ring: keyringOf(jwks) };
    return made.ring;
  };
});

/** The key that signs now. */
export async function signingKey(platform: Platform): Promise<IssuingKey & { keyId: string }> {
  const keys = await keysNow(platform);
  // The time is looked at afterwards: the first key may just have been made.
  const found = signingKeyAt(keys, platform.clock.now()) as KeyRow;
  return importedKeys(platform)(found);
}

const importedKeys = perPlatform((platform) => {
  const imported = new Map<string, IssuingKey & { keyId: string }>();
  return async ({ id, jwk }: KeyRow) => {
    const known = imported.get(id);
    if (known) return known;
    const encrypted = await findPrivateKey(platform.db, id);
    if (!encrypted) throw new Error(`The signing key ${id} has no private part any more.`);
    const text = platform.keys.decrypt(purposeOf(id), encrypted).reveal();
    const privateKey = await crypto.subtle.importKey('jwk', JSON.parse(text), algorithm, false, [
      'sign',
    ]);
    const made = { id: await keyIdOf(jwk), keyId: id, privateKey };
    imported.clear();
    imported.set(id, made);
    return made;
  };
});

/** All keys, of which one signs: the first is made when it is first asked for. */
async function keysNow(platform: Platform): Promise<KeyRow[]> {
  const keys = await listKeys(platform.db);
  if (signingKeyAt(keys, platform.clock.now())) return keys;
  await platform.transaction(null, async (tx) => {
    await lockKeys(tx.db);
    await makeNext(tx);
  });
  return listKeys(platform.db);
}

/** Makes the next key if its time has come. */
async function makeNext(tx: Tx): Promise<void> {
  const signsFrom = nextKeyFrom(await listKeys(tx.db), tx.now);
  if (signsFrom) await makeKey(tx, signsFrom);
}

async function makeKey({ db, platform, now }: Tx, signsFrom: Date): Promise<string> {
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const kid = keyIdText(await keyIdOf({ x, y }));
  const { d, kty, crv } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  const secret = JSON.stringify({ kty, crv, x, y, d });
  const jwk: PublicJwk = { kty: 'EC', crv: 'P-256', x, y, kid, use: 'sig', alg: 'ES256' };
  const privateEncrypted = platform.keys.encrypt(purposeOf(kid), secret);
  await insertKey(db, { jwk, privateEncrypted, signsFrom }, now);
  return kid;
}

/**
 * Has a new key sign from now on. The others go on verifying what they signed; with `withdraw` they do not, and every
 * code and printed code in use must be issued anew: for when a key may have become known to others.
 */
export function rotateKeys(
  platform: Platform,
  { withdraw }: { withdraw: boolean },
): Promise<{ id: string; withdrawn: number }> {
  return platform.transaction(null, async (tx) => {
    await lockKeys(tx.db);
    const id = await makeKey(tx, tx.now);
    const withdrawn = withdraw ? await withdrawOthers(tx.db, id, tx.now) : 0;
    await tx.audit({ action: 'code.key_rotated', details: { id, withdrawn } });
    return { id, withdrawn };
  });
}

/** Makes the next key in time, and forgets the private part of those that sign no more. */
export const rotateKeysJob = defineJob<object>({
  name: 'codes.rotate-keys',
  schedule: '23 * * * *',
  async handle(platform) {
    await platform.transaction(null, async (tx) => {
      await lockKeys(tx.db);
      await makeNext(tx);
      await deletePrivateKeys(tx.db, replacedKeys(await listKeys(tx.db), tx.now));
    });
  },
});
