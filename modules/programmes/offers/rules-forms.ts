import { isPlain } from '../../../forms/check-shape.ts';
import { draftFrom, type FormDraft, keepingAlerts } from '../../../forms/form-draft.ts';
import { changedParts, isSame, mergeParts } from '../../../forms/identity-changes.ts';
import type { ProgrammeContent } from '../../../forms/programme.ts';
import { isRetired } from '../../../forms/purposes.ts';
import { formOf } from '../forms/rules.ts';
import { type Compared, type Offer, partOfForm } from './rules.ts';

/**
 * What a template says of a form by itself. Which services offer it, on which days and with which alerts stands among the
 * settings; what it is for stays.
 */
type OfForm = Pick<FormDraft, 'definition' | 'offeredTo' | 'requiredOf'>;

/** Parts that make sense as a whole alone. */
const whole =
  /^(offeredTo|requiredOf|definition\.(incompleteWhen|(alerts|doubts|checks)\.[^.]+|fields\.[^.]+(\.fields\.[^.]+)?\.(showWhen|requireWhen|min|max)))$/;
const isWhole = (path: string) => whole.test(path);

/**
 * What a mended template offers of a form, over the programme in force or over the draft that the form has. Nothing where
 * it says nothing new, where the programme has made a form of this code itself, and where nobody fills it in any more.
 */
export function formOffer(
  code: string,
  { theirs: template, base: baseOf }: Compared,
  inForce: ProgrammeContent,
  draft: FormDraft | null,
): Offer<FormDraft> | undefined {
  const published = draftOf(inForce, code);
  const theirs = draftOf(template, code);
  const was = draftOf(baseOf(partOfForm(code)), code);
  if (!theirs || isRetired(inForce, code) || (published && !was)) return undefined;
  const ours = draft ?? published;
  // Alerts of a form in force are among the settings.
  const told = published ? withoutAlerts : ofForm;
  if (!ours) {
    if (was && isSame(told(was), told(theirs))) return undefined;
    return { before: null, keepingOurs: asNew(theirs, inForce), takingTheirs: null };
  }
  const sides = [was ? told(was) : nothing(code), told(ours), told(theirs)] as const;
  const [base, mine, yours] = sides;
  const kept = mergeParts<OfForm>(base, mine, yours, isWhole);
  if (changedParts(mine, kept.merged).length + kept.conflicts.length === 0) return undefined;
  const { definition: _, offeredTo: __, requiredOf: ___, ...rest } = ours;
  const over = (merged: OfForm) => keepingAlerts(inForce, code, { ...rest, ...merged });
  return {
    before: ours,
    keepingOurs: over(kept.merged),
    takingTheirs:
      kept.conflicts.length > 0 ? over(mergeParts(base, yours, mine, isWhole).merged) : null,
  };
}

const nothing = (code: string): OfForm => ({ definition: { code, fields: [] } });

function ofForm({ definition, offeredTo, requiredOf }: FormDraft): OfForm {
  return { definition, ...(offeredTo && { offeredTo }), ...(requiredOf && { requiredOf }) };
}

function withoutAlerts(draft: FormDraft): OfForm {
  if (!isPlain(draft.definition)) return ofForm(draft);
  const { alerts: _, ...definition } = draft.definition;
  return ofForm({ ...draft, definition });
}

function draftOf(content: ProgrammeContent, code: string): FormDraft | undefined {
  const form = formOf(content, code);
  return form && draftFrom(content, form);
}

/** A form that is new to the programme, in those of its services that the programme has. */
function asNew(draft: FormDraft, { services }: ProgrammeContent): FormDraft {
  const known = new Set(services.map(({ code }) => code));
  return { ...draft, services: draft.services.filter((code) => known.has(code)) };
}
