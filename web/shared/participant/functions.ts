import { type Text, textOf } from '../i18n.ts';
import type { PublishedForm } from './forms.ts';
import { reportsWords } from './reports-words.ts';

/** Something that a person can do with forms. */
export type ReportFunction = {
  /** Below the programme's address. */
  path: string;
  title: Text;
} & (
  | { kind: 'daily' | 'records' | 'missed' | 'single' | 'many'; form: PublishedForm }
  | { kind: 'summary' }
);

/** What can be done with the forms of a service, form by form (SPEC G5); the summary comes last. */
export function reportFunctions(forms: readonly PublishedForm[]): ReportFunction[] {
  const title = textOf(reportsWords, 'summaryTitle');
  return [...forms.flatMap(functionsOf), { kind: 'summary', path: 'summary', title }];
}

/** Functions around the forms bear the names that the handbook gives them (SPEC G4.3, G4.4, G4.9). */
function functionsOf(form: PublishedForm): ReportFunction[] {
  const { definition, policy } = form;
  const { code, title } = definition;
  const functions: ReportFunction[] = [{ kind: policy.slots, path: `forms/${code}`, title, form }];
  if (policy.slots !== 'daily') return functions;
  functions.push({
    ...{ kind: 'records', path: `records/${code}`, form },
    title: textOf(reportsWords, 'recordsTitle'),
  });
  if (!policy.backfill) return functions;
  functions.push({
    ...{ kind: 'missed', path: `missed/${code}`, form },
    title: textOf(reportsWords, 'missedTitle'),
  });
  return functions;
}
