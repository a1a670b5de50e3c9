import { concerns, type Enrolment } from '../../forms/policy.ts';
import { type FormVersion, type Programme, servicesFor } from '../programmes/public.ts';

/** Forms that the services of each group have, by programme version. */
const known = new WeakMap<Programme, Map<string, ReadonlySet<string>>>();

/** Whether a form is on offer to a person; cheap enough to be asked for every report. */
export function offers(programme: Programme, form: FormVersion, person: Enrolment): boolean {
  return formsOf(programme, person.group).has(form.form) && concerns(form.offeredTo, person);
}

/** Codes of the forms that a group's services have. */
export function formsOf(programme: Programme, group: string): ReadonlySet<string> {
  const groups = known.get(programme) ?? new Map<string, ReadonlySet<string>>();
  known.set(programme, groups);
  const forms =
    groups.get(group) ??
    new Set(servicesFor(programme, group).flatMap((service) => service.forms ?? []));
  groups.set(group, forms);
  return forms;
}
