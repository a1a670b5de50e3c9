import type { Scalar } from '../../forms/definition.ts';
import { concerns, type Enrolment } from '../../forms/policy.ts';
import { isRetired } from '../../forms/purposes.ts';
import {
  type FormVersion,
  type Programme,
  type ProgrammeView,
  servicesFor,
} from '../programmes/public.ts';

/** Whom a form is offered to: people of these groups who have all of these attributes. */
export type Eligibility = {
  readonly groups: readonly string[];
  readonly attributes: Readonly<Record<string, Scalar>>;
};

/** Nobody is offered a form that is retired. */
export function eligibilityOf(
  programme: Programme,
  form: Pick<FormVersion, 'form' | 'offeredTo'>,
): Eligibility {
  const groups = isRetired(programme.definition, form.form) ? [] : groupsOf(programme, form);
  return { groups, attributes: form.offeredTo?.attributes ?? {} };
}

/** Those whose services have the form, unless the form names fewer; also of a form that is retired. */
function groupsOf(
  programme: Programme,
  { form, offeredTo }: Pick<FormVersion, 'form' | 'offeredTo'>,
): string[] {
  return programme.definition.groups
    .map(({ code }) => code)
    .filter((code) => servicesFor(programme, code).some(({ forms }) => forms?.includes(form)))
    .filter((code) => offeredTo?.groups?.includes(code) ?? true);
}

/** The groups that the form is offered to, or the one that is named, if it is among them. */
export function audienceOf(
  { programme }: ProgrammeView,
  form: FormVersion,
  group?: string,
): string[] {
  return groupsOf(programme, form).filter((code) => group === undefined || code === group);
}

export function isEligible({ groups, attributes }: Eligibility, person: Enrolment): boolean {
  return groups.includes(person.group) && concerns({ attributes }, person);
}
