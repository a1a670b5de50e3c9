import type { FormDefinition } from './definition.ts';
import { rowTypeOf } from './fields/registry.ts';
import { leafFields } from './leaves.ts';
import type { Report } from './problems.ts';
import type { ProgrammeContent } from './programme.ts';

/** Whether all fields of a form can be filled in with a check. */
export function fitsCheck({ fields, checks = [] }: FormDefinition): boolean {
  // Checks of a form look at what the person's part in the programme says.
  return checks.length === 0 && leafFields(fields).every((field) => rowTypeOf(field).atCheck);
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
