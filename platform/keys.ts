import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { ConfigError } from './config.ts';
import { type KeySet, newKeySet } from './crypto.ts';
import { writeWhole } from './whole-file.ts';

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
    writeWhole(path, `${JSON.stringify(newKeySet(), null, 2)}\n`);
  }
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text) as KeySet;
  } catch {
    throw new ConfigError(`The key file ${path} is damaged. Restore it from a saved copy.`);
  }
}
