import type { FormVersion, Programme } from '../../programmes/public.ts';
import { formsOf } from '../eligibility.ts';
import type { Submission } from './rules.ts';

/**
 * By far most reports are the first of their day, by somebody for whom nothing has changed. What
 * they rest on can be stated beforehand, so that one statement checks and writes them; whatever does
 * not fit takes the longer way, which also finds out why.
 */
export type FirstReport = {
  submission: Submission;
  /** Of the session by which it was sent. */
  tokenHash: string;
  preconditions: Preconditions;
};

/** What a form's first reports have in common. There is one object for each version of a programme. */
export type Preconditions = {
  /** The version that is believed to be in force. */
  programme: Programme;
  form: string;
  formVersionId: number;
  /** Groups that the form is offered to. */
  groups: string[];
  /** Attributes that a person must have for it, as JSON. */
  attributes: string;
};

const known = new WeakMap<Programme, Map<FormVersion, Preconditions>>();

function preconditionsOf(programme: Programme, form: FormVersion): Preconditions {
  const forms = known.get(programme) ?? new Map<FormVersion, Preconditions>();
  known.set(programme, forms);
  const preconditions = forms.get(form) ?? newPreconditions(programme, form);
  forms.set(form, preconditions);
  return preconditions;
}

function newPreconditions(programme: Programme, form: FormVersion): Preconditions {
  const groups = programme.definition.groups
    .map(({ code }) => code)
    .filter((code) => formsOf(programme, code).has(form.form))
    .filter((code) => form.offeredTo?.groups?.includes(code) ?? true);
  const attributes = JSON.stringify(form.offeredTo?.attributes ?? {});
  return { programme, form: form.form, formVersionId: form.id, groups, attributes };
}

/** The report as a first one; null where the rules ask for more than one statement can check. */
export function asFirstReport(
  submission: Submission,
  tokenHash: string,
  programme: Programme,
  form: FormVersion,
): FirstReport | null {
  const { policy, day, today, basedOn } = submission;
  const plain = policy.slots === 'daily' && policy.window === null && basedOn === 0;
  const inTime = day === today || (day < today && policy.backfill);
  return plain && inTime
    ? { submission, tokenHash, preconditions: preconditionsOf(programme, form) }
    : null;
}

/**
 * As one statement takes them: by what they have in common, and of several with the same id only the
 * earliest. (Of several for the same day the statement takes one.)
 */
export function groupByPreconditions(firsts: FirstReport[]): Map<Preconditions, FirstReport[]> {
  const ids = new Set<string>();
  const parts = new Map<Preconditions, FirstReport[]>();
  for (const first of firsts) {
    const { id } = first.submission;
    if (ids.has(id)) continue;
    ids.add(id);
    const part = parts.get(first.preconditions);
    if (part) part.push(first);
    else parts.set(first.preconditions, [first]);
  }
  return parts;
}
