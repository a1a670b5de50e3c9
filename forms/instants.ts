import { isDay } from './days.ts';

const SHAPE =
  /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** Milliseconds of an instant that states its offset, or NaN. */
export function timeOf(raw: unknown): number {
  if (typeof raw !== 'string' || raw.length > 40) return Number.NaN;
  const match = SHAPE.exec(raw.trim());
  if (!match || !isDay(match[1])) return Number.NaN;
  const time = Date.parse(raw.trim());
  // An offset may lead out of the years that a day can have.
  return isDay(new Date(time).toISOString().slice(0, 10)) ? time : Number.NaN;
}
