import type { Platform } from '../../../platform/platform.ts';
import { type DueMessage, settleMessage } from './queries.ts';
import { outcomeOf } from './rules.ts';

/** Whoever takes a message has so long: a process that is killed meanwhile leaves it to another one. */
const lease = 60_000;

export const leaseFrom = (now: Date) => new Date(now.getTime() + lease);

/** What is encrypted for one webhook serves no other. */
export const urlPurpose = (id: string) => `webhook url ${id}`;
export const secretPurpose = (id: string) => `webhook secret ${id}`;

/** Sends a message that was taken, and notes what came of it. */
export async function sendTaken(platform: Platform, message: DueMessage): Promise<void> {
  const { db, keys, clock, transports } = platform;
  const { id, kind, webhookId, body, tries } = message;
  const answer = await transports.webhooks.send({
    ...{ id, body, at: clock.now() },
    url: keys.decrypt(urlPurpose(webhookId), message.url).reveal(),
    secret: keys.decrypt(secretPurpose(webhookId), message.secret).reveal(),
  });
  const now = clock.now();
  const outcome = outcomeOf(answer, tries, now);
  // Whoever tests is told at once, and tries again by hand.
  await settleMessage(db, id, kind === 'test' ? { ...outcome, nextTryAt: null } : outcome, now);
}
