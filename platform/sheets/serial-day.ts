import type { SheetDate } from './cells.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** The serial number of 9999-12-31. */
const lastSerial = 2_958_465;

/**
 * The day that a serial number stands for; nothing outside the calendar of sheets. That calendar has a
 * 29 February in 1900, so that numbers before it count from a day later.
 */
export function serialDay(serial: number, epoch: 1900 | 1904): SheetDate | undefined {
  const since1900 = epoch === 1904 ? serial + 1_462 : serial < 60 ? serial + 1 : serial;
  if (!(serial >= 0 && since1900 < lastSerial + 1)) return undefined;
  const seconds = Math.round((since1900 * dayMs) / 1000);
  return dateOf(new Date(Date.UTC(1899, 11, 30) + seconds * 1000));
}

/** The day of an instant, whose figures are those that the sheet shows. */
export function dateOf(instant: Date): SheetDate | undefined {
  if (Number.isNaN(instant.getTime())) return undefined;
  const text = instant.toISOString();
  const [day, time] = [text.slice(0, 10), text.slice(11, 19)];
  return time === '00:00:00' ? { day } : { day, time };
}
