import type { FormDefinition } from '../../../forms/definition.ts';
import type { reports } from '../../../modules/reports/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import type { Text } from '../i18n.ts';
import { findForm, type Report } from './forms.ts';
import type { Mine } from './session.ts';

type Summary = ResponseOf<typeof reports.summary>;

/** The reports of one form. */
export type SummaryGroup = { form: string; title: Text; reports: Report[] };

/** Gives the definition that a report was made with. */
export function definitionsOf({ definitions }: Pick<Summary, 'definitions'>) {
  return ({ formVersionId }: Report): FormDefinition | undefined => definitions[formVersionId];
}

/** Reports form by form, in the order of the person's forms; those of former forms last. */
export function summaryGroups(mine: Pick<Mine, 'forms'>, summary: Summary): SummaryGroup[] {
  const definitionOf = definitionsOf(summary);
  const groups = new Map<string, Report[]>(
    mine.forms.map(({ definition }) => [definition.code, []]),
  );
  for (const report of summary.reports) {
    groups.set(report.form, [...(groups.get(report.form) ?? []), report]);
  }
  return [...groups].flatMap(([form, all]) => {
    if (all.length === 0) return [];
    const definition = findForm(mine, form)?.definition ?? all.map(definitionOf).find(Boolean);
    // A form of which nothing is known any more is called by its code.
    return [{ form, title: definition?.title ?? { zh: form, en: form }, reports: all }];
  });
}
