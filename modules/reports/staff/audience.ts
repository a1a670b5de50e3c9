import { isDay } from '../../../forms/days.ts';
import { getOrNotFound, invalid } from '../../../platform/problems.ts';
import type { FormVersion, ProgrammeView } from '../../programmes/public.ts';
import { audienceOf } from '../eligibility.ts';
import type { PersonFilter } from '../missing/queries-people.ts';

/** A daily form of the programme. Throws `not_found`: of other forms nobody is due on a day. */
export function dailyFormOf({ programme }: ProgrammeView, code: string): FormVersion {
  const form = getOrNotFound(programme.forms.get(code));
  return getOrNotFound(form.policy.slots === 'daily' ? form : null);
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
