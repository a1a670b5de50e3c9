import type { WebhookAnswer } from '../../../platform/webhooks/sender.ts';

/** Pure decisions about messages; the moment is passed in. */

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** After each try that failed so long is waited: for three days in all. */
export const rests = [
  minute,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** So long it is known what became of a message. */
export const keptFor = 30 * 24 * hour;

/** Alerts and imports are told of so long after they came: whatever began before them has ended by then. */
export const settledAfter = 30 * second;

export type Outcome = {
  taken: boolean;
  status: number | null;
  failure: string | null;
  /** Null where nothing is tried any more. */
  nextTryAt: Date | null;
};

/** What follows from an answer after so many tries, this one included. A receiver that is gone for good is not asked again. */
export function outcomeOf(answer: WebhookAnswer, tries: number, now: Date): Outcome {
  const status = 'status' in answer ? answer.status : null;
  const failure = 'failure' in answer ? answer.failure : null;
  const taken = status !== null && status >= 200 && status < 300;
  const rest = rests[tries - 1];
  const isOver = taken || status === 410 || failure === 'private_address' || rest === undefined;
  const nextTryAt = isOver ? null : new Date(now.getTime() + rest);
  return { taken, status, failure, nextTryAt };
}

/** Whether an address can be given: https, without a password in it; http only where private addresses are allowed. */
export function isWebhookUrl(text: string, mayBePrivate: boolean): boolean {
  const url = URL.parse(text);
  if (!url || url.username || url.password || url.hash) return false;
  return url.protocol === 'https:' || (mayBePrivate && url.protocol === 'http:');
}
