import type { FormDefinition } from './definition.ts';
import { rowTypeOf } from './fields/registry.ts';
import { leafFields } from './leaves.ts';
import type { Report } from './problems.ts';
import type { ProgrammeContent } from './programme.ts';
import { checkFormsOf } from './purposes.ts';

/** Whether all fields of a form can be filled in with a check. */
export function fitsCheck({ fields, checks = [] }: FormDefinition): boolean {
  // Checks of a form look at what the person's part in the programme says.
  return checks.length === 0 && leafFields(fields).every((field) => rowTypeOf(field).atCheck);
}

/** Forms of checks are filled in by scanners alone, as often as there are checks. */
export function checkScreeningForms(programme: ProgrammeContent, report: Report): void {
  const { screeningForm, checkForms = [], colours } = programme;
  // Only people with codes are checked.
  if (checkFormsOf(programme).length > 0 && !colours) report('colours', 'missing');
  if (screeningForm !== undefined) checkOne(programme, screeningForm, 'screeningForm', report);
  checkForms.forEach((code, index) => {
    const path = `checkForms.${index}`;
    const isTwice = screeningForm === code || checkForms.indexOf(code) < index;
    if (isTwice) report(path, 'duplicate_code', { code });
    else checkOne(programme, code, path, report);
  });
}

function checkOne(
  { forms, services }: ProgrammeContent,
  code: string,
  path: string,
  report: Report,
): void {
  const form = forms.find(({ definition }) => definition.code === code);
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
