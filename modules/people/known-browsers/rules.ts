/** What the cookie of a known browser holds, before it is encrypted. */
type Known = { personId: string; until: Date };

const day = 24 * 3600_000;
/** How long a browser stays known after the last sign-in in it. */
const lasts = 180 * day;

/** How long a browser keeps the cookie, in seconds; the server decides in the end. */
export const knownAge = lasts / 1000;

export const knownUntil = (now: Date): Date => new Date(now.getTime() + lasts);

export const knownText = ({ personId, until }: Known): string => `${personId} ${until.getTime()}`;

/** Who signed in, as {@link knownText} wrote it; null once it has run out. */
export function readKnown(text: string, now: Date): string | null {
  const [personId = '', until] = text.split(' ');
  return Number(until) > now.getTime() ? personId : null;
}
