import type { Tx } from '../../platform/platform.ts';
import { insertNotices, type NewNotice } from './queries.ts';

/** Rows in one statement: enough to make a long list quick, few enough to keep others moving. */
const atOnce = 1000;

/**
 * Puts notices into people's inboxes, each once: one whose `key` the person has in that realm is
 * left out, read or not. Answers how many are new.
 */
export async function notify(tx: Tx, items: NewNotice[]): Promise<number> {
  let fresh = 0;
  for (let start = 0; start < items.length; start += atOnce) {
    fresh += await insertNotices(tx.db, items.slice(start, start + atOnce), tx.now);
  }
  return fresh;
}
