import { addDays, isDay, startOfDay } from '../../forms/days.ts';
import type { QueryOf, ResponseOf } from '../../platform/contract.ts';
import { keyAfter, pageOf } from '../../platform/cursor.ts';
import type { Platform } from '../../platform/platform.ts';
import { invalid } from '../../platform/problems.ts';
import type { PlaceScope } from '../../platform/scope.ts';
import { coversEverything } from '../places/public.ts';
import { listProgrammes, programmeAt } from '../programmes/public.ts';
import type { oversight } from './contract.ts';
import { type AuditRow, listEntries } from './queries.ts';

/** A page of the audit trail. Its days are those of the zone that the programmes are in. */
export async function auditTrail(
  platform: Platform,
  scope: PlaceScope,
  { action, from, to, actorId, personId, after, limit = 50 }: QueryOf<typeof oversight.audit>,
): Promise<ResponseOf<typeof oversight.audit>> {
  for (const [path, day] of Object.entries({ from, to })) {
    if (day !== undefined && !isDay(day)) throw invalid({ path, code: 'not_a_date' });
  }
  const [before] = keyAfter(after, 'number') ?? [];
  const zone = await zoneOf(platform);
  const rows = await listEntries(platform.db, scope, {
    action,
    actorId,
    personId,
    since: from === undefined ? null : startOfDay(from, zone),
    until: to === undefined ? null : startOfDay(addDays(to, 1), zone),
    before,
    limit: limit + 1,
    alsoPlaceless: await coversEverything(platform.db, scope),
  });
  return pageOf(rows, limit, serializeEntry, ({ id }) => [id]);
}

async function zoneOf(platform: Platform): Promise<string> {
  const [first] = await listProgrammes(platform.db);
  if (!first) return 'UTC';
  return (await programmeAt(platform, first.id, first.version)).definition.zone;
}

function serializeEntry({ at, ...row }: AuditRow) {
  return { ...row, at: at.toISOString() };
}
