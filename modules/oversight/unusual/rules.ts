/** What counts as unusual in an installation. */
export type ReadingLimits = {
  /** More people looked at one by one within an hour. */
  looked: number;
  /** More people shown by lists and exports within an hour. */
  listed: number;
  /** So many times what is usual for somebody. */
  times: number;
};

/** What is usual for somebody: on average in an hour in which they read. */
export type Usual = { hours: number; average: number };

/** From so many hours on it can be told what is usual for somebody. */
const enoughHours = 10;

/** By one's own level a quarter of the limit can be unusual, but never a handful. */
export const worthAsking = (limit: number): number => Math.floor(limit / 4);

export const isTelling = ({ hours }: Usual): boolean => hours >= enoughHours;

/** Whether somebody has read unusually many people in an hour. */
export function isUnusual(count: number, limit: number, times: number, usual: Usual): boolean {
  if (count > limit) return true;
  return count > worthAsking(limit) && isTelling(usual) && count > times * usual.average;
}

const hourMs = 3_600_000;

export const hourOf = (at: Date): Date => new Date(Math.floor(at.getTime() / hourMs) * hourMs);
