import { offsetAt } from './days.ts';
import type { Instant } from './definition.ts';
import { timeOf } from './instants.ts';

/** What a clock on the wall in `zone` shows: `YYYY-MM-DDTHH:mm:ss`. Null for what is no instant. */
export function wallTime(instant: unknown, zone: string): string | null {
  const time = timeOf(instant);
  if (Number.isNaN(time)) return null;
  return new Date(time + offsetAt(time, zone)).toISOString().slice(0, 19);
}

/** The instant at which the clocks of `zone` show this; of two (clocks set back) the first. */
export function instantOfWall(wall: string, zone: string): Instant {
  const local = Date.parse(`${wall}Z`);
  const guess = local - offsetAt(local, zone);
  // The guess may lie on the other side of a change of clocks.
  const earlier = local - offsetAt(guess - 3_600_000, zone);
  const later = local - offsetAt(guess, zone);
  const fits = (time: number) => time + offsetAt(time, zone) === local;
  return new Date(fits(earlier) ? earlier : later).toISOString();
}

/** An instant where the zone is named, on paper, in sheets and in tables: `2022-01-20 08:30`. */
export function shortInstant(instant: Instant | Date, zone: string): string {
  const text = typeof instant === 'string' ? instant : instant.toISOString();
  return wallTime(text, zone)?.slice(0, 16).replace('T', ' ') ?? text;
}
