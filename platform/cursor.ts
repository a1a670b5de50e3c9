import { invalid } from './problems.ts';

/** Where a page of a list ended, as text that nobody outside has to understand. */
export function cursorOf(...key: (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** What a part of a key is; a time is in milliseconds since 1970. */
type Part = 'string' | 'number' | 'time';

/**
 * The key that {@link cursorOf} wrote; nothing for the first page. `types` says what each part is.
 * Throws `invalid_input` at `after` for anything else: cursors come from outside.
 */
export function keyAfter<const T extends readonly Part[]>(
  cursor: string | undefined,
  ...types: T
): { [I in keyof T]: T[I] extends 'string' ? string : number } | undefined {
  if (cursor === undefined) return undefined;
  const key = parsed(cursor);
  const fits =
    Array.isArray(key) &&
    key.length === types.length &&
    types.every((type, index) => isPart(key[index], type));
  if (!fits) throw invalid({ path: 'after', code: 'cursor_invalid' });
  return key as { [I in keyof T]: T[I] extends 'string' ? string : number };
}

/** The last moment that a `Date` can be. */
const lastTime = 8.64e15;

/** What the database takes as well: whole numbers, times that are dates, text without NUL. */
function isPart(part: unknown, type: Part): boolean {
  if (type === 'time')
    return Number.isInteger(part) && Number(part) >= 0 && Number(part) <= lastTime;
  if (type === 'number') return Number.isSafeInteger(part);
  return typeof part === 'string' && !part.includes('\0');
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** One page out of `limit + 1` rows that were read: the last of those shown tells where the next begins. */
export function pageOf<R, T>(
  rows: R[],
  limit: number,
  show: (row: R) => T,
  keyOf: (row: R) => readonly (string | number)[],
): { items: T[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: shown.map(show), next: more ? cursorOf(...keyOf(last)) : null };
}
