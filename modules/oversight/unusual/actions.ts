import type { QueryOf, ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, Problem } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { coversEverything } from '../../places/public.ts';
import type { oversight } from '../contract.ts';
import { unusualProblems } from './contract.ts';
import {
  type AlertRow,
  closeUnusual,
  countUnusual,
  listUnusual,
  lockUnusual,
  updateLimits,
} from './queries.ts';
import type { ReadingLimits } from './rules.ts';

/** Who of one's places has read unusually many people. */
export async function unusualReading(
  { db }: Platform,
  actor: Actor,
  scope: PlaceScope,
  { state = 'open', after, limit = 50 }: QueryOf<typeof oversight.unusual>,
): Promise<ResponseOf<typeof oversight.unusual>> {
  const [last] = keyAfter(after, 'number') ?? [];
  const everything = await coversEverything(db, scope);
  const rows = await listUnusual(db, scope, { state, everything, after: last, limit: limit + 1 });
  return pageOf(
    rows,
    limit,
    (row) => serialize(row, actor),
    ({ id }) => [id],
  );
}

const serialize = (row: AlertRow, { personId }: Actor) => ({
  ...row,
  hour: row.hour.toISOString(),
  raisedAt: row.raisedAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
  isOneself: row.actorId === personId,
});

export async function unusualCount({ db }: Platform, scope: PlaceScope): Promise<{ open: number }> {
  return { open: await countUnusual(db, scope, await coversEverything(db, scope)) };
}

/** Throws `unusual_reading_closed` for the second of two, and `own_unusual_reading`. */
export function closeUnusualReading(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { id, reason }: { id: number; reason: string },
): Promise<void> {
  return platform.transaction(actor, async (tx) => {
    const everything = await coversEverything(tx.db, scope);
    const { actorId, isOpen, placeId } = getOrNotFound(
      await lockUnusual(tx.db, scope, id, everything),
    );
    if (actorId === actor.personId) throw new Problem(unusualProblems.own_unusual_reading);
    if (!isOpen) throw new Problem(unusualProblems.unusual_reading_closed);
    const words = reason.trim();
    await closeUnusual(tx.db, id, { by: actor.personId, at: tx.now, reason: words });
    await tx.audit({ action: 'reading.closed', placeId, personId: actorId, reason: words });
  });
}

/** Throws `limits_of_installation` where somebody holds less than every place. */
export function setReadingLimits(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  limits: ReadingLimits,
): Promise<void> {
  return platform.transaction(actor, async (tx) => {
    if (!(await coversEverything(tx.db, scope))) {
      throw new Problem(unusualProblems.limits_of_installation);
    }
    await updateLimits(tx.db, limits);
    await tx.audit({ action: 'reading.limits_changed', details: { ...limits } });
  });
}
