import { peopleRead, type Reading } from '../../../platform/audit.ts';
import { on } from '../../../platform/events.ts';
import type { Tx } from '../../../platform/platform.ts';
import { addToCounts, countFirstLooks, findUsual, raise } from './queries.ts';
import { hourOf, isTelling, isUnusual, type ReadingLimits, worthAsking } from './rules.ts';

const usualOverMs = 30 * 24 * 3_600_000;

/**
 * Counts what is read as it is read, and raises an alert at the look that is one too many. Scanners are left
 * aside: whom they look at stands in front of them, and what they type has a limit of its own.
 */
export const unusualHandlers = [
  on(peopleRead, async (tx, readings) => {
    for (const reading of readings) {
      if (reading.actor.app === 'console') await count(tx, reading);
    }
  }),
];

async function count(tx: Tx, { actor: { personId: actorId }, singly, listed }: Reading) {
  const hour = hourOf(tx.now);
  const looked = singly.length === 0 ? 0 : await countFirstLooks(tx.db, actorId, singly, hour);
  if (looked + listed === 0) return;
  const { counts, limits } = await addToCounts(tx.db, actorId, hour, { looked, listed });
  if (looked > 0) await judge(tx, { actorId, kind: 'looked', hour, count: counts.looked }, limits);
  if (listed > 0) await judge(tx, { actorId, kind: 'listed', hour, count: counts.listed }, limits);
}

type Judged = { actorId: string; kind: 'looked' | 'listed'; hour: Date; count: number };

async function judge(tx: Tx, judged: Judged, limits: ReadingLimits): Promise<void> {
  const { actorId, kind, hour, count: read } = judged;
  if (read <= worthAsking(limits[kind])) return;
  const from = new Date(hour.getTime() - usualOverMs);
  const usual = await findUsual(tx.db, actorId, kind, { from, to: hour });
  if (!isUnusual(read, limits[kind], limits.times, usual)) return;
  const average = isTelling(usual) ? Math.round(usual.average) : null;
  await raise(tx.db, { ...judged, usual: average, at: tx.now });
}
