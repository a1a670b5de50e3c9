import type { ProgrammeDefinition } from './programme.ts';

/** What a form is for: people report by it, or scanners fill it in with a check. */
export const formPurposes = ['report', 'check'] as const;

export type FormPurpose = (typeof formPurposes)[number];

type Named = Pick<
  ProgrammeDefinition,
  'screeningForm' | 'checkForms' | 'placedForms' | 'retiredForms'
>;

/** Codes of the forms that scanners fill in with a check; the first one where no other is given to a place. */
export function checkFormsOf({ screeningForm, checkForms = [] }: Named): string[] {
  return screeningForm === undefined ? checkForms : [screeningForm, ...checkForms];
}

export function isCheckForm(programme: Named, code: string): boolean {
  return checkFormsOf(programme).includes(code);
}

/** People report by the form only where it is given to their unit. */
export function isPlacedForm({ placedForms }: Named, code: string): boolean {
  return placedForms?.includes(code) ?? false;
}

/** Nobody fills the form in any more. */
export function isRetired({ retiredForms }: Named, code: string): boolean {
  return retiredForms?.includes(code) ?? false;
}
