import type { FieldType, FormDefinition } from './definition.ts';
import type { Report } from './problems.ts';
import type { ProgrammeContent } from './programme.ts';

/**
 * What a scanner can fill in for somebody who stands before them. A photo would need to be stored before the check is
 * sent, and a position would be that of the scanner.
 */
const types: readonly FieldType[] = [
  ...(['yesno', 'number', 'text', 'longtext', 'choice', 'choices', 'date', 'datetime'] as const),
  ...(['declaration', 'region', 'identity', 'phone', 'group'] as const),
];

/** Whether all fields of a form can be filled in with a check. */
export function fitsCheck({ fields, checks = [] }: FormDefinition): boolean {
  const all = fields.flatMap((field) => (field.type === 'group' ? field.fields : [field]));
  // Checks of a form look at what the person's part in the programme says.
  return checks.length === 0 && all.every(({ type }) => types.includes(type));
}

/** The form of checks is filled in by scanners alone, as often as there are checks. */
export function checkScreeningForm(programme: ProgrammeContent, report: Report): void {
  const { screeningForm: code, forms, services, colours } = programme;
  if (code === undefined) return;
  const path = 'screeningForm';
  const form = forms.find(({ definition }) => definition.code === code);
  // Only people with codes are checked.
  if (!colours) report('colours', 'missing');
  if (!form) {
    report(path, 'unknown_reference', { code });
    return;
  }
  const isOffered = services.some((service) => service.forms?.includes(code));
  const isMany = form.policy.slots === 'many';
  if (isOffered || !isMany || !fitsCheck(form.definition)) {
    report(path, 'wrong_reference', { code });
  }
}
