import { existsSync } from 'node:fs';
import { chmod, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConfigError } from './config.ts';
import { type KeySet, newKeySet } from './crypto.ts';

/**
 * The installation's keys. Without this file nothing that is encrypted in the database can be read
 * again: it belongs to every copy of the installation.
 *
 * @param mayMake whether a missing file is made: only at the first start of an installation.
 * @throws ConfigError with one clear line when the file is missing or damaged; it is never replaced.
 */
export async function loadKeys(path: string, mayMake: boolean): Promise<KeySet> {
  if (!existsSync(path)) {
    if (!mayMake) {
      throw new ConfigError(
        `The key file ${path} is missing, and this installation has encrypted data. ` +
          'Put the file back, or set ANXING_KEYS to where it lies.',
      );
    }
    await writeKeys(path, newKeySet());
  }
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text) as KeySet;
  } catch {
    throw new ConfigError(`The key file ${path} is damaged. Restore it from a saved copy.`);
  }
}

/** Written beside, flushed, then renamed, and the folder flushed: a kill leaves the whole file or none. */
async function writeKeys(path: string, keys: KeySet): Promise<void> {
  const fresh = `${path}.part`;
  const file = await open(fresh, 'w', 0o600);
  await file.writeFile(`${JSON.stringify(keys, null, 2)}\n`);
  await file.sync();
  await file.close();
  await chmod(fresh, 0o600);
  await rename(fresh, path);
  const folder = await open(dirname(path), 'r').catch(() => null);
  await folder?.sync().catch(() => {});
  await folder?.close();
}
