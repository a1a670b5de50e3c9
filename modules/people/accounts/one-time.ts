import { randomInt } from 'node:crypto';
import type { Platform } from '../../../platform/platform.ts';
import { initialPurpose } from './initial.ts';
import { listUnusedInitials } from './queries.ts';

/** Without vowels, so that no words come about, and without characters that look like another one. */
const characters = 'cdfhjkmnpqrtvwxy234679';

/**
 * A random password that can be read out and typed on a phone. Two groups of five have 44 bits: many more
 * than attempts allow, since each is counted. It cannot be worked out without the server, which keeps it encrypted.
 */
export function oneTimePassword({ groups = 2, length = 5 } = {}): string {
  const group = () =>
    Array.from({ length }, () => characters[randomInt(characters.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

/**
 * The one-time passwords of those of these people who have set up no account yet, by person: to be handed out.
 * Empty for a realm whose initial passwords are something else.
 */
export async function oneTimePasswordsOf(
  { db, keys }: Platform,
  realm: string,
  personIds: string[],
): Promise<Map<string, string>> {
  const rows = await listUnusedInitials(db, realm, personIds);
  return new Map(
    rows.map(({ person_id, initial_encrypted }) => [
      person_id,
      keys.decrypt(initialPurpose(person_id, realm), initial_encrypted).reveal(),
    ]),
  );
}
