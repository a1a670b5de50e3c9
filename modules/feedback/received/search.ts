import { addDays, isDay, startOfDay } from '../../../forms/days.ts';
import type { QueryOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, invalid } from '../../../platform/problems.ts';
import { type PlaceScope, placeScope } from '../../../platform/scope.ts';
import { findPlace } from '../../places/public.ts';
import {
  listProgrammesInScope,
  type Programme,
  programmeAt,
  resolveProgramme,
} from '../../programmes/public.ts';
import type { feedback } from '../contract.ts';
import type { ReceivedFilter } from './queries.ts';

type Asked = Omit<QueryOf<typeof feedback.received>, 'after' | 'limit' | 'sort'>;

/** What is looked for. */
export type Search = {
  /** The part of the scope that is looked at. */
  scope: PlaceScope;
  filter: ReceivedFilter;
  /** By whose clocks days and times are told. */
  zone: string;
  /** Where the look stands in the audit trail. */
  auditPlaces: number[];
  /** What stands there about it. */
  details: Record<string, unknown>;
};

/** Throws `not_found` for a programme or a place that lies outside the scope, and `not_a_date`. */
export async function searchOf(
  platform: Platform,
  scope: PlaceScope,
  { programmeId, placeId, origin, kind, state, from, to }: Asked,
): Promise<Search> {
  for (const [path, day] of Object.entries({ from, to })) {
    if (day !== undefined && !isDay(day)) throw invalid({ path, code: 'not_a_date' });
  }
  const here = await partOf(platform, scope, { programmeId, placeId });
  const { zone } = here;
  return {
    ...here,
    details: { programmeId, placeId, origin, feedbackKind: kind, state, from, to },
    filter: {
      ...{ programmeId, origin, kind, state },
      since: from === undefined ? null : startOfDay(from, zone),
      until: to === undefined ? null : startOfDay(addDays(to, 1), zone),
    },
  };
}

type Part = Pick<Asked, 'programmeId' | 'placeId'>;

/** A look at one programme stands where its other looks do; one at several stands at the places themselves. */
async function partOf(
  platform: Platform,
  scope: PlaceScope,
  { programmeId, placeId }: Part,
): Promise<Omit<Search, 'filter' | 'details'>> {
  if (programmeId !== undefined) {
    const view = await resolveProgramme(platform, scope, { programmeId, placeId });
    const { programme, auditPlaces } = view;
    return { scope: view.scope, zone: programme.definition.zone, auditPlaces };
  }
  const part = placeId === undefined ? scope : await narrowed(platform, scope, placeId);
  const auditPlaces = part.paths.map((path) => Number(path.split('/').at(-2)));
  return { scope: part, zone: await zoneFor(platform, scope), auditPlaces };
}

async function narrowed(
  platform: Platform,
  scope: PlaceScope,
  placeId: number,
): Promise<PlaceScope> {
  const { path } = getOrNotFound(await findPlace(platform.db, scope, placeId));
  return placeScope(scope.personId, [path]);
}

/** That of the first programme that one's places have to do with. */
export async function zoneFor(platform: Platform, scope: PlaceScope): Promise<string> {
  const [first] = await listProgrammesInScope(platform.db, scope);
  if (!first) return 'UTC';
  return (await programmeAt(platform, first.id, first.version)).definition.zone;
}

type Of = { programmeId: number | null; programmeVersion: number | null };

/** The programmes of rows, by id; of those from the field there are none. */
export async function programmesOf(
  platform: Platform,
  rows: readonly Of[],
): Promise<Map<number, Programme>> {
  const versions = new Map<number, number>();
  for (const { programmeId, programmeVersion } of rows) {
    if (programmeId !== null && programmeVersion !== null) {
      versions.set(programmeId, programmeVersion);
    }
  }
  const found = await Promise.all(
    [...versions].map(([id, version]) => programmeAt(platform, id, version)),
  );
  return new Map(found.map((programme) => [programme.id, programme]));
}
