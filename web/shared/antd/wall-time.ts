import type { Instant } from '../../../forms/definition.ts';
import { timeOf } from '../../../forms/instants.ts';

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(time: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(time);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((each) => each.type === type)?.value);
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return local - Math.floor(time / 1000) * 1000;
}

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

/** An instant for a column of a table that names the zone: `2022-01-20 08:30`. */
export function shortInstant(instant: Instant, zone: string): string {
  return wallTime(instant, zone)?.slice(0, 16).replace('T', ' ') ?? instant;
}
