import { typeOf } from '../../../forms/fields/registry.ts';
import type { FormVersion, Programme } from '../../programmes/public.ts';
import { type Eligibility, eligibilityOf } from '../eligibility.ts';
import { milestoneForms } from '../periods/rules.ts';

/**
 * What a report of a form asks for apart from its values and its day, as data: the rules decide by
 * it, and the statement that writes first reports verifies it. There is one object for each form of
 * each version of a programme.
 */
export type Preconditions = {
  /** The version that must be in force. */
  programme: Programme;
  form: FormVersion;
  eligibility: Eligibility;
  /** Version of the declaration that must have been made; null where the programme has none. */
  declaration: number | null;
  /** Whether one statement can take a first report of this form. */
  oneStatement: boolean;
};

const cache = new WeakMap<Programme, Map<FormVersion, Preconditions>>();

export function preconditionsOf(programme: Programme, form: FormVersion): Preconditions {
  const forms = cache.get(programme) ?? new Map<FormVersion, Preconditions>();
  cache.set(programme, forms);
  const preconditions = forms.get(form) ?? newPreconditions(programme, form);
  forms.set(form, preconditions);
  return preconditions;
}

function newPreconditions(programme: Programme, form: FormVersion): Preconditions {
  const { declaration } = programme.definition;
  const eligibility = eligibilityOf(programme, form);
  return {
    programme,
    form,
    eligibility,
    declaration: declaration ? declaration.version : null,
    oneStatement: asksForGroupAlone(eligibility) && isForOneStatement(programme, form),
  };
}

function asksForGroupAlone({ groups, attributes }: Eligibility): boolean {
  return groups.length > 0 && Object.keys(attributes).length === 0;
}

/**
 * A form with a report for each due day whose fields are stored as they are: nothing to attach or to
 * encrypt, no reporting period to move, no milestone that decides about days or values. It is asked for
 * what `check-template.ts` refuses, too: whatever the statement does not verify goes the longer way.
 */
function isForOneStatement(
  { definition }: Programme,
  { form, policy, definition: shape }: FormVersion,
) {
  if (policy.slots !== 'daily' || policy.window !== null) return false;
  if (shape.checks?.length || milestoneForms(definition).has(form)) return false;
  return shape.fields.every((field) => typeOf(field).plain);
}
