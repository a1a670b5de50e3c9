import type { QueryOf, ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { notFound, Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { listWorkOf } from '../../staff/public.ts';
import { type screening, screeningProblems } from '../contract.ts';
import { noteAtSites, serialize } from '../records/reads.ts';
import { readable } from '../rules.ts';
import { closeAlertIn, hasAlert, listAlerts } from './queries.ts';

/** High temperatures are looked after by those who see all of a site. */
const sitesOf = async (db: Platform['db'], { personId }: Actor): Promise<number[]> =>
  readable(await listWorkOf(db, personId)).all;

export async function alertsFor(
  platform: Platform,
  actor: Actor,
  { state, after, limit = 50 }: QueryOf<typeof screening.alerts>,
): Promise<ResponseOf<typeof screening.alerts>> {
  const { db } = platform;
  const [last] = keyAfter(after, 'number') ?? [];
  const sites = await sitesOf(db, actor);
  const rows = await listAlerts(db, sites, { state, after: last, limit: limit + 1 });
  await noteAtSites(platform, actor, 'check.alerts_viewed', rows.slice(0, limit));
  return pageOf(
    rows,
    limit,
    (row) => ({
      id: row.alertId,
      check: serialize(row, actor),
      openedAt: row.openedAt.toISOString(),
      closedAt: row.closedAt?.toISOString() ?? null,
      ...{ closedBy: row.closedBy, note: row.note },
    }),
    ({ alertId }) => [alertId],
  );
}

/** Throws `alert_closed` for the second of two. */
export function closeAlert(
  platform: Platform,
  actor: Actor,
  id: number,
  note: string,
): Promise<void> {
  return platform.transaction(actor, async (tx) => {
    const sites = await sitesOf(tx.db, actor);
    const closing = { id, note: note.trim(), byId: actor.personId, now: tx.now };
    const placeId = await closeAlertIn(tx.db, sites, closing);
    if (placeId !== undefined)
      return tx.audit({ action: 'check.alert_closed', placeId, reason: note });
    if (!(await hasAlert(tx.db, sites, id))) throw notFound();
    throw new Problem(screeningProblems.alert_closed);
  });
}
