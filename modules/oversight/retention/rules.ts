import { createHash } from 'node:crypto';
import { addDays, dayOf, daysBetween } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import type { Preview } from './contract.ts';

/** What was counted longer ago is counted anew before anybody confirms it. */
export const previewGoodForMs = 7 * 86_400_000;

/** The first day on which a programme's data may be deleted. */
export const dueOn = (endsOn: Day, keptDays: number): Day => addDays(endsOn, keptDays + 1);

/** So many days until then; none or fewer when it is due. */
export const daysLeft = (due: Day, now: Date, zone: string): number =>
  daysBetween(dayOf(now, zone), due);

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const hashOfPreview = (preview: Preview): string => sha256(JSON.stringify(preview));

/** The digest over all that went so far, with what went now. */
export const extended = (digest: string, table: string, rows: number, step: string): string =>
  sha256(`${digest}\n${table} ${rows} ${step}`);

/** Counts side by side added up. */
export function addCounts(
  counts: Record<string, number>,
  more: Record<string, number>,
): Record<string, number> {
  const sum = { ...counts };
  for (const [name, count] of Object.entries(more)) {
    if (count > 0) sum[name] = (sum[name] ?? 0) + count;
  }
  return sum;
}

/** When a run is tried again that has failed so many times in a row: after a minute, two, four, at most an hour. */
export const nextAttempt = (failed: number, now: Date): Date =>
  new Date(now.getTime() + Math.min(60, 2 ** (failed - 1)) * 60_000);

/** What went wrong as codes and names of the database: a message may quote what somebody reported. */
export function failureOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const { code, constraint, table, name } = error as Record<string, unknown>;
  const parts = typeof code === 'string' ? [code, table, constraint] : [name];
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' ') || 'unknown';
}
