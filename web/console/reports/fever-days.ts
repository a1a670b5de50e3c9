import { alertRulesOf } from '../../../forms/alerts.ts';
import type { Day, FormDefinition } from '../../../forms/definition.ts';

type Reported = {
  day: Day;
  slot: string;
  version: number;
  formVersionId: number;
  alerts: readonly string[];
};

/** `fever`: the report says so; `changed`: an earlier version of it did. */
type FeverDay = 'fever' | 'changed';

/** The days of a person on which a report of the day met a rule about fever, in any of its versions. */
export function feverDays(
  reports: readonly Reported[],
  definitions: { [versionId: string]: FormDefinition | undefined },
): Map<Day, FeverDay> {
  const days = new Map<Day, FeverDay>();
  // Whatever the newest version says comes last.
  for (const report of reports.toSorted((a, b) => a.version - b.version)) {
    if (report.slot !== report.day) continue;
    const definition = definitions[String(report.formVersionId)];
    const rules = definition ? alertRulesOf(definition, report.alerts) : [];
    const hasFever = rules.some(({ level }) => level === 'fever');
    if (hasFever) days.set(report.day, 'fever');
    else if (days.has(report.day)) days.set(report.day, 'changed');
  }
  return days;
}
