import { compareDays } from '../../../forms/days.ts';
import type { FormDefinition, RowField } from '../../../forms/definition.ts';
import { typeOf } from '../../../forms/fields/registry.ts';
import { visibleFields } from '../../../forms/visibility.ts';
import type { Report } from './forms.ts';

/** The definition that a report was made with. */
export type DefinitionOf = (report: Report) => FormDefinition | undefined;

/** Whether these are reports of days whose answers are short enough to stand side by side. */
export function fitsDayTable(reports: Report[], definitionOf: DefinitionOf): boolean {
  const isShort = ({ fields }: FormDefinition) =>
    fields.every((field) => typeOf(field).size !== 'block');
  return reports.every((report) => {
    const definition = definitionOf(report);
    return report.slot === report.day && definition !== undefined && isShort(definition);
  });
}

/** The tables of reports of days: so many days in each, oldest first. */
export function dayTables(reports: Report[], daysInTable: number): Report[][] {
  return portions(
    reports.toSorted((a, b) => compareDays(a.day, b.day)),
    daysInTable,
  );
}

/** Whether a report asked a question: only then nothing given is an answer left out. */
export function isAsked(report: Report, code: string, definitionOf: DefinitionOf): boolean {
  const definition = definitionOf(report);
  return definition !== undefined && visibleFields(definition, report.values).has(code);
}

/** A list in portions of at most `size`. */
export function portions<T>(all: readonly T[], size: number): T[][] {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, index) => all.slice(index * size, (index + 1) * size));
}

/** Every question that one of the reports asked, as the newest form with it words it, in that form's order. */
export function questionsOf(reports: Report[], definitionOf: DefinitionOf): RowField[] {
  const newestFirst = [...reports].sort((a, b) => b.formVersionId - a.formVersionId);
  const questions = new Map<string, RowField>();
  const asked = new Set<string>();
  for (const report of newestFirst) {
    const definition = definitionOf(report);
    if (!definition) continue;
    for (const code of visibleFields(definition, report.values)) asked.add(code);
    for (const field of definition.fields) {
      if (field.type !== 'group' && !questions.has(field.code)) questions.set(field.code, field);
    }
  }
  return [...questions.values()].filter(({ code }) => asked.has(code));
}
