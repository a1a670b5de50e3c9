/** When which key signs, and how long it verifies: pure. */

export type KeyTimes = { id: string; signsFrom: Date; withdrawnAt: Date | null };

const day = 86_400_000;

/** A key signs for so long. */
export const signingDays = 90;
/** So long before, everybody can fetch it. */
export const noticeDays = 2;
/** What a key signed is good for no longer: a printed code lives the longest. */
export const longestLifetimeDays = 366;

const after = (from: Date, days: number) => new Date(from.getTime() + days * day);

/** Keys that were not withdrawn, by when they begin. */
const inOrder = <K extends KeyTimes>(keys: readonly K[]): K[] =>
  keys
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .sort((a, b) => a.signsFrom.getTime() - b.signsFrom.getTime());

/** The key that signs now; none where all were withdrawn, or none was ever made. */
export function signingKeyAt<K extends KeyTimes>(keys: readonly K[], now: Date): K | undefined {
  return inOrder(keys).findLast(({ signsFrom }) => signsFrom <= now);
}

/** When a further key is to begin, if one is to be made now. */
export function nextKeyFrom(keys: readonly KeyTimes[], now: Date): Date | undefined {
  const known = inOrder(keys);
  if (!signingKeyAt(known, now)) return now;
  const last = known.at(-1) as KeyTimes;
  if (last.signsFrom > now) return undefined;
  const ends = after(last.signsFrom, signingDays);
  if (now < after(ends, -noticeDays)) return undefined;
  return after(now, noticeDays);
}

/** Keys that sign no more, since another one does. */
export function replacedKeys(keys: readonly KeyTimes[], now: Date): string[] {
  const current = signingKeyAt(keys, now);
  if (!current) return [];
  return inOrder(keys)
    .filter(({ signsFrom }) => signsFrom < current.signsFrom)
    .map(({ id }) => id);
}

/** Keys by which something that is still good may be signed, or soon will be. */
export function verifyingKeys<K extends KeyTimes>(keys: readonly K[], now: Date): K[] {
  const known = inOrder(keys);
  return known.filter((_, index) => {
    const next = known[index + 1];
    return !next || now < after(next.signsFrom, longestLifetimeDays);
  });
}
