import { checkCondition } from './check-condition.ts';
import type { ColourRules } from './colours.ts';
import type { Report } from './problems.ts';
import type { ProgrammeForm } from './programme.ts';

/** Checks what rules of colours refer to, and that what each says can begin and end. */
export function checkColours(
  colours: ColourRules,
  forms: readonly ProgrammeForm[],
  report: Report,
): void {
  const definitionOf = (form: string) =>
    forms.find(({ definition }) => definition.code === form)?.definition;
  colours.forms.forEach((form, index) => {
    if (!definitionOf(form)) {
      report(`colours.forms.${index}`, 'unknown_reference', { code: form });
    }
  });
  colours.rules.forEach(({ reports = [], measured, byHand, ends }, index) => {
    const path = `colours.rules.${index}`;
    reports.forEach(({ form, when }, position) => {
      const definition = definitionOf(form);
      const at = `${path}.reports.${position}`;
      if (definition) {
        const fields = new Map(definition.fields.map((field) => [field.code, field]));
        checkCondition(when, `${at}.when`, { fields, later: new Set() }, report);
      }
      if (!definition) report(`${at}.form`, 'unknown_reference', { code: form });
    });
    if (reports.length === 0 && !measured && !byHand) report(path, 'missing');
    // What nothing could bring about would never end.
    if (ends.cleanReport && reports.length === 0) report(`${path}.ends.cleanReport`, 'bad_value');
    if (ends.normalMeasurement && !measured) {
      report(`${path}.ends.normalMeasurement`, 'bad_value');
    }
  });
}
