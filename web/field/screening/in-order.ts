import type { screening } from '../../../modules/screening/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { ApiProblem } from '../../shared/api.ts';
import type { Outbox, Send } from '../../shared/offline/outbox.ts';
import type { Outcome } from '../../shared/offline/outbox-rules.ts';

export type Recorded = ResponseOf<typeof screening.check>;

export type SentCheck = { kind: 'sent'; recorded: Recorded } | Exclude<Outcome, { kind: 'sent' }>;

/** Nothing was sent: what was made before comes first. */
const notYet = new ApiProblem('offline', 0);

/** Sends a new check after all that wait; while one of those still waits, the new one waits as well. */
export function inOrder(outbox: Outbox, deliver: Send<SentCheck>): Send<SentCheck> {
  const isPreceded = async (id: string) =>
    (await outbox.list()).some((each) => each.id !== id && each.state === 'waiting');
  return async (parcel, tools) => {
    if (await isPreceded(parcel.id)) await outbox.drain(deliver, { eager: true });
    if (await isPreceded(parcel.id)) return { kind: 'failed', error: notYet };
    return deliver(parcel, tools);
  };
}
