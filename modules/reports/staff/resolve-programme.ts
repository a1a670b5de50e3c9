import { dayOf, isDay } from '../../../forms/days.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, invalid } from '../../../platform/problems.ts';
import { type PlaceScope, placeScope } from '../../../platform/scope.ts';
import { findPlace } from '../../places/public.ts';
import {
  type FormVersion,
  listProgrammesInScope,
  type Programme,
  programmeAt,
} from '../../programmes/public.ts';
import { eligibilityOf } from '../eligibility.ts';
import type { PersonFilter } from './queries.ts';

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

/** A daily form of the programme. Throws `not_found`: of other forms nobody is due on a day. */
export function dailyFormOf({ programme }: ProgrammeView, code: string): FormVersion {
  const form = getOrNotFound(programme.forms.get(code));
  return getOrNotFound(form.policy.slots === 'daily' ? form : null);
}

/** The groups that the form is offered to, or the one that is named, if it is among them. */
export function audienceOf(
  { programme }: ProgrammeView,
  form: FormVersion,
  group?: string,
): string[] {
  const { groups } = eligibilityOf(programme, form);
  return groups.filter((code) => group === undefined || code === group);
}

/** The people that a daily form asks for on a day. */
export function peopleFilter(
  here: ProgrammeView,
  { form, day, group }: { form: string; day: string; group?: string | undefined },
): PersonFilter {
  const version = dailyFormOf(here, form);
  if (!isDay(day)) throw invalid({ path: 'day', code: 'not_a_date' });
  return {
    programmeId: here.programme.id,
    form,
    groups: audienceOf(here, version, group),
    day,
  };
}
