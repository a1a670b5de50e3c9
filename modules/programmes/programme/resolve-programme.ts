import { dayOf } from '../../../forms/days.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import { type PlaceScope, placeScope } from '../../../platform/scope.ts';
import { findPlace } from '../../places/public.ts';
import type { Programme } from '../model.ts';
import { programmeAt } from './cache.ts';
import { listProgrammesInScope } from './queries.ts';

/** A programme as a member of staff sees it, and the part of their scope that they look at. */
export type ProgrammeView = {
  programme: Programme;
  scope: PlaceScope;
  now: Date;
  /** The day, in the programme's zone. */
  today: string;
  /** Where what is done here stands in the audit trail. */
  auditPlace: number;
};

/** Throws `not_found` for a programme or place that lies outside the scope. */
export async function resolveProgramme(
  platform: Platform,
  scope: PlaceScope,
  { programmeId, placeId }: { programmeId: number; placeId?: number | undefined },
): Promise<ProgrammeView> {
  const rows = await listProgrammesInScope(platform.db, scope);
  const { version } = getOrNotFound(rows.find(({ id }) => id === programmeId));
  const programme = await programmeAt(platform, programmeId, version);
  const now = platform.clock.now();
  const today = dayOf(now, programme.definition.zone);
  if (placeId === undefined) {
    return { programme, scope, now, today, auditPlace: auditPlaceOf(programme, scope) };
  }
  const place = getOrNotFound(await findPlace(platform.db, scope, placeId));
  const narrow = placeScope(scope.personId, [place.path]);
  return { programme, scope: narrow, now, today, auditPlace: place.id };
}

/** The programme's own place, or that of the staff who see only a part of it: both are found there. */
function auditPlaceOf({ placeId, placePath }: Programme, scope: PlaceScope): number {
  const seesAll = scope.paths.some((path) => placePath.startsWith(path));
  const part = scope.paths.find((path) => path.startsWith(placePath));
  return seesAll || !part ? placeId : Number(part.split('/').at(-2));
}
