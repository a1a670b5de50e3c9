import { notePage } from '../../../platform/audit-lists.ts';
import { pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Actor } from '../../../platform/scope.ts';
import { activatedApps } from '../../people/public.ts';
import type { Programme } from '../model.ts';
import { auditEntries } from '../programme/resolve-programme.ts';
import { withIdentifiers } from './identifiers.ts';
import type { KeyOf } from './order.ts';
import type { RosterRow } from './queries-roster.ts';
import { serializePerson } from './serializers.ts';

/** Lists of people are personal data as well: looking at one leaves a trace. */
export async function auditRosterView(
  platform: Platform,
  actor: Actor,
  programmeId: number,
  auditPlaces: number[],
  { rows, limit }: { rows: RosterRow[]; limit: number },
): Promise<void> {
  const entry = { action: 'roster.viewed' as const, details: { programmeId } };
  await notePage(platform, actor, auditEntries({ auditPlaces }, entry), rows, limit);
}

/** A page of enrolled people, with the apps in which each has begun. */
export async function personPage<R extends RosterRow>(
  platform: Platform,
  programme: Programme,
  rows: R[],
  limit: number,
  keyOf: KeyOf<R> = ({ enrolmentId }) => [enrolmentId],
) {
  const personIds = rows.map(({ personId }) => personId);
  const [activated, people] = await Promise.all([
    activatedApps(platform.db, programme.realm, personIds),
    withIdentifiers(platform, programme, rows),
  ]);
  return pageOf(people, limit, (row) => serializePerson(row, activated), keyOf);
}
