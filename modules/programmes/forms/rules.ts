import { addDays } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import { draftFrom, draftProblems, type FormDraft } from '../../../forms/form-draft.ts';
import type { DayEdge } from '../../../forms/policy.ts';
import type { ProgrammeContent, ProgrammeForm } from '../../../forms/programme.ts';
import { type FormPurpose, isCheckForm, isPlacedForm, isRetired } from '../../../forms/purposes.ts';
import type { FieldProblem } from '../../../platform/contract.ts';

/** A form of a programme by its code. */
export function formOf(content: ProgrammeContent, code: string): ProgrammeForm | undefined {
  return content.forms.find(({ definition }) => definition.code === code);
}

/** A new form: nothing in it yet, so that it cannot be published as it is. */
export function emptyDraft(code: string, purpose: FormPurpose, title: object): FormDraft {
  return {
    ...{ purpose, services: [], byPlace: false, definition: { code, title, fields: [] } },
    policy: { slots: 'many', change: 'anytime', backfill: false, window: null },
  };
}

/** A draft of a new form made from another one: under its own code, offered to nobody yet. */
export function copiedDraft(code: string, from: FormDraft): FormDraft {
  const { purpose, byPlace, definition, policy } = from;
  return {
    purpose,
    byPlace,
    services: [],
    policy,
    definition: { ...(definition as object), code },
  };
}

/** All for which a draft cannot be published; what stays once a form is published is compared with it. */
export function problemsOf(
  content: ProgrammeContent,
  code: string,
  draft: FormDraft,
): FieldProblem[] {
  const problems: FieldProblem[] = draftProblems(content, code, draft);
  const published = formOf(content, code);
  if (!published) return problems;
  const was = draftFrom(content, published);
  if (was.policy.slots !== draft.policy.slots) {
    problems.unshift({ path: 'policy.slots', code: 'slots_fixed' });
  }
  if (was.purpose !== draft.purpose) problems.unshift({ path: 'purpose', code: 'purpose_fixed' });
  return problems;
}

/** Why a form cannot be retired; null where it can. */
export function whyKept(
  content: ProgrammeContent,
  code: string,
  today: Day,
): 'form_due' | 'form_needed' | null {
  if (isMilestoneSource(content, code) || content.colours?.forms.includes(code)) {
    return 'form_needed';
  }
  const isDaily = formOf(content, code)?.policy.slots === 'daily';
  const isOffered = content.services.some(({ forms }) => forms?.includes(code));
  return isDaily && isOffered && today <= lastDay(content) ? 'form_due' : null;
}

function isMilestoneSource({ milestones }: ProgrammeContent, code: string): boolean {
  return milestones.some(({ sources }) => sources.some(({ form }) => form === code));
}

/** No day due lies behind it, as far as the rules of days say; those of a person's own end at their own day. */
function lastDay({ days, endsOn }: ProgrammeContent): Day {
  const later = days.map(({ to }) => Math.max(0, daysOf(to)));
  return addDays(endsOn, Math.max(0, ...later));
}

function daysOf(edge: DayEdge): number {
  return 'on' in edge ? 0 : (edge.days ?? 0);
}

/** A programme in which a form is retired, or is filled in again. A form of checks is asked for nowhere then. */
export function withRetired(
  content: ProgrammeContent,
  code: string,
  retired: boolean,
): ProgrammeContent {
  const { retiredForms = [], screeningForm, checkForms = [], ...rest } = content;
  const others = retiredForms.filter((each) => each !== code);
  const left = retired ? [...others, code] : others;
  const isDefault = retired && screeningForm === code;
  const checks = isDefault ? [...checkForms, code] : checkForms;
  return {
    ...rest,
    ...(screeningForm !== undefined && !isDefault && { screeningForm }),
    ...(checks.length > 0 && { checkForms: checks }),
    ...(left.length > 0 && { retiredForms: left }),
  };
}

/** Why a form cannot be given to a place for a purpose; null where it can. */
export function whyNotPlaced(
  content: ProgrammeContent,
  code: string,
  purpose: FormPurpose,
): 'form_retired' | 'form_not_for_places' | null {
  if (isRetired(content, code)) return 'form_retired';
  const fits = purpose === 'check' ? isCheckForm(content, code) : isPlacedForm(content, code);
  return fits ? null : 'form_not_for_places';
}
