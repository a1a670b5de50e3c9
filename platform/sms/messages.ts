import { randomUUID } from 'node:crypto';
import { defineJob } from '../jobs.ts';
import type { Platform, Tx } from '../platform.ts';
import type { SmsMessage, SmsOutcome } from './provider.ts';
import {
  countMessagesSince,
  findLastSettled,
  findMessage,
  insertMessage,
  type Settled,
  settleMessage,
  sweepMessages,
  takeMessage,
} from './queries.ts';

const purpose = (id: string) => `sms ${id}`;

/** Records a message that {@link handOver} is to hand over once the transaction is committed. */
export async function recordMessage(
  { db, platform, now }: Tx,
  message: SmsMessage,
  expiresAt: Date,
): Promise<string> {
  const id = randomUUID();
  const encrypted = platform.keys.encrypt(purpose(id), JSON.stringify(message));
  await insertMessage(db, { id, encrypted, created_at: now, expires_at: expiresAt });
  return id;
}

/**
 * Hands a recorded message to the provider. May be called again at any time: only the first call does
 * anything. Whatever ends this process in the middle leaves a message that counts as sent.
 */
export async function handOver(platform: Platform, id: string): Promise<void> {
  const { db, keys, clock, transports, log } = platform;
  const taken = await takeMessage(db, id, clock.now());
  if (!taken) return;
  const message = JSON.parse(keys.decrypt(purpose(id), taken.encrypted).reveal()) as SmsMessage;
  const outcome: SmsOutcome = transports.sms
    ? await transports.sms.send(message)
    : { state: 'failed', by: 'provider', reason: 'none' };
  if (outcome.state !== 'sent') {
    const { state } = outcome;
    const why = state === 'failed' ? { by: outcome.by, reason: outcome.reason } : {};
    log.error({ message: id, state, ...why }, 'a short message was not taken for certain');
  }
  await settleMessage(db, id, settledBy(outcome), clock.now());
}

function settledBy(outcome: SmsOutcome): Settled {
  const nothing = { failed_by: null, reason: null, reference: null };
  if (outcome.state === 'unknown') return { ...nothing, state: 'handed_over' };
  if (outcome.state === 'sent') {
    return { ...nothing, state: 'sent', reference: outcome.reference };
  }
  return { ...nothing, state: 'failed', failed_by: outcome.by, reason: outcome.reason };
}

/** What somebody who waits for a message is told of it: where nobody knows, it counts as sent. */
export type Delivery = 'sending' | 'sent' | 'number_refused' | 'provider_failed';

/** What became of a message. */
export async function deliveryOf(platform: Platform, id: string): Promise<Delivery> {
  const found = await findMessage(platform.db, id);
  if (!found || found.state === 'recorded') return 'sending';
  return failureIn(found) ?? 'sent';
}

function failureIn({ failed_by }: Settled): Delivery | undefined {
  if (failed_by === 'number') return 'number_refused';
  return failed_by === 'provider' ? 'provider_failed' : undefined;
}

/** How many messages were recorded since then. */
export const countMessages = ({ db }: Pick<Platform, 'db'>, since: Date): Promise<number> =>
  countMessagesSince(db, since);

const recently = 10 * 60_000;

/**
 * Whether the provider works, as far as the last message tells, whoever it was for: what somebody may know who
 * must not learn whether anything was sent.
 */
export async function providerFails({ db, clock, transports }: Platform): Promise<boolean> {
  if (!transports.sms) return true;
  const last = await findLastSettled(db, new Date(clock.now().getTime() - recently));
  return last?.failed_by === 'provider';
}

/** As long as somebody may ask the provider about a message. */
const retention = 30 * 24 * 3600_000;

export const sweepSms = defineJob<Record<string, never>>({
  name: 'sms.sweep',
  schedule: '37 * * * *',
  async handle({ db, clock }) {
    const now = clock.now();
    await sweepMessages(db, now, new Date(now.getTime() - retention));
  },
});
