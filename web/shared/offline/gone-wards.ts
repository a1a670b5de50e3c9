import { removePhoneKey } from './phone-keys.ts';
import { clearCached } from './response-cache.ts';
import { inStore } from './store.ts';

/**
 * Forgets what the server told of wards for whom somebody acts no more, and the keys that sign their codes. What was
 * filled in for them stays until it is deleted by whoever did so.
 */
export async function forgetGoneWards(own: string, wardLinks: string[]): Promise<void> {
  const standing = new Set(wardLinks.map((link) => `${own}/${link}`));
  const stored = await inStore(async ({ responses, phoneKeys }) => {
    const prefix = `${own}/`;
    const [told, keys] = await Promise.all([
      responses.where('account').startsWith(prefix).uniqueKeys(),
      phoneKeys.where('id').startsWith(prefix).primaryKeys(),
    ]);
    return new Set([...told, ...keys].map(String));
  }, new Set<string>());
  const gone = [...stored].filter((account) => !standing.has(account));
  await Promise.all(gone.flatMap((each) => [clearCached(each), removePhoneKey(each)]));
}
