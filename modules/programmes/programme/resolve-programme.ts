import { dayOf } from '../../../forms/days.ts';
import type { AuditEntry } from '../../../platform/audit.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, notFound } from '../../../platform/problems.ts';
import { type PlaceScope, placeScope } from '../../../platform/scope.ts';
import { findPath, findPlace } from '../../places/public.ts';
import type { Programme } from '../model.ts';
import { currentProgramme, programmeAt } from './cache.ts';
import { listProgrammesInScope } from './queries.ts';

/** A programme as a member of staff sees it, and the part of their scope that they look at. */
export type ProgrammeView = {
  programme: Programme;
  /** Of the programme's place. */
  placePath: string;
  scope: PlaceScope;
  now: Date;
  /** The day, in the programme's zone. */
  today: string;
  /** Where what is done here stands in the audit trail: at each part of the programme that is looked at. */
  auditPlaces: number[];
};

/**
 * The programme, where all of it lies within the scope: a roster, or its
 * identity, reaches every unit. What is done with it
 * therefore stands at the programme's own place in the audit trail.
 */
export async function ownProgramme(
  platform: Platform,
  scope: PlaceScope,
  id: number,
): Promise<Programme> {
  const programme = await currentProgramme(platform, id);
  const placePath = await findPath(platform.db, programme.placeId);
  if (!scope.paths.some((path) => placePath.startsWith(path))) throw notFound();
  return programme;
}

/** Throws `not_found` for a programme or place that lies outside the scope. */
export async function resolveProgramme(
  platform: Platform,
  scope: PlaceScope,
  { programmeId, placeId }: { programmeId: number; placeId?: number | undefined },
): Promise<ProgrammeView> {
  const rows = await listProgrammesInScope(platform.db, scope);
  const { version, path } = getOrNotFound(rows.find(({ id }) => id === programmeId));
  const programme = await programmeAt(platform, programmeId, version);
  const now = platform.clock.now();
  const today = dayOf(now, programme.definition.zone);
  const part = placeId === undefined ? scope : await narrowed(platform, scope, placeId);
  const auditPlaces = auditPlacesOf(programme, path, part);
  return { programme, placePath: path, scope: part, now, today, auditPlaces };
}

async function narrowed(
  platform: Platform,
  scope: PlaceScope,
  placeId: number,
): Promise<PlaceScope> {
  const { path } = getOrNotFound(await findPlace(platform.db, scope, placeId));
  return placeScope(scope.personId, [path]);
}

/** What is done at several parts of a programme has an entry at each. */
export function auditEntries(
  { auditPlaces }: Pick<ProgrammeView, 'auditPlaces'>,
  entry: Omit<AuditEntry, 'placeId'>,
): AuditEntry[] {
  return auditPlaces.map((placeId) => ({ ...entry, placeId }));
}

/** Never above the programme: its own auditors would not find it there. */
function auditPlacesOf({ placeId }: Programme, placePath: string, { paths }: PlaceScope): number[] {
  const seesAll = paths.some((path) => placePath.startsWith(path));
  const parts = paths.filter((path) => path.startsWith(placePath));
  if (seesAll || parts.length === 0) return [placeId];
  return parts.map((path) => Number(path.split('/').at(-2)));
}
