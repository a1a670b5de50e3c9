import type { Keys } from '../../../platform/crypto.ts';
import type { Code } from './queries.ts';

const purpose = (id: string): string => `people.code ${id}`;

/** Keeps the number that a code is to go to. */
export function encryptNumber(keys: Keys, id: string, number: string): Buffer {
  return keys.encrypt(purpose(id), number);
}

/** The number that somebody typed, as E.164; null where the code goes to whoever has the phone. */
export function findNumber(
  keys: Keys,
  { id, number_encrypted: typed }: Pick<Code, 'id' | 'number_encrypted'>,
): string | null {
  return typed && keys.decrypt(purpose(id), typed).reveal();
}
