/** Of alerts that are not closed: how many are newer than the one that is known, and which is the newest. */
type Count = { fresh: number; newest: number };

/**
 * What a person is told about alerts, and the newest that they know from then on. On a device that knows of
 * none yet, nothing can be said about what is new. What is known never goes back, for alerts that were
 * closed since are no news.
 */
export function newsOf(
  known: number | null,
  { fresh, newest }: Count,
): { count: number; known: number } {
  if (known === null) return { count: 0, known: newest };
  return { count: newest > known ? fresh : 0, known: Math.max(known, newest) };
}
