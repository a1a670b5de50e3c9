/** What codes of PostgreSQL and of the operating system mean for whoever runs an installation; the first that fits. */
const reasons: [RegExp, string][] = [
  [/^(53100|ENOSPC|EDQUOT)$/, 'there is no space left on the disk'],
  [/^22/, 'a value does not fit its column'],
  [/^23502$/, 'a value is missing'],
  [/^23503$/, 'a row names another one that is not there'],
  [/^23505$/, 'two rows are the same where only one may be'],
  [/^23/, 'a row breaks a rule of its table'],
  [/^42501$/, 'the database role may not do this'],
  [/^42/, 'the database does not have what is asked for'],
  [/^(55P03|57014)$/, 'something else held the database for too long'],
  [/^(08|57P|ECONN|EPIPE)/, 'the database went away'],
  [/^(EACCES|EPERM|EROFS)$/, 'this user may not write there'],
];

/**
 * Why the database or the disk refused, in words and with the code. Never with the message: PostgreSQL repeats in
 * it, and in what it adds to it, what a row holds.
 */
export function reasonInWords(error: unknown): string | undefined {
  const { code, constraint } = (error ?? {}) as { code?: unknown; constraint?: unknown };
  if (typeof code !== 'string') return undefined;
  const words = reasons.find(([codes]) => codes.test(code))?.[1];
  if (words === undefined) return undefined;
  return `${words} (${typeof constraint === 'string' ? `${code}, ${constraint}` : code})`;
}
