import type { Day } from '../../../forms/definition.ts';
import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import type { SheetLimits } from '../../../platform/sheets/limits.ts';
import { openSource } from '../../../platform/sheets/open-source.ts';
import { serveReader } from '../../../platform/sheets/reader-child.ts';
import { type Survey, type SurveyChoices, surveySource } from '../../../platform/sheets/survey.ts';
import { type RosterBatch, readRoster } from './batches.ts';
import type { ImportChoices } from './choices.ts';
import { rosterColumns } from './columns.ts';
import { type Found, rosterFindings } from './findings.ts';
import { mendingBy } from './mending.ts';
import { dayOrderOf } from './mends.ts';

/** What a process that reads a roster is given. */
export type ReadingTask = {
  path: string;
  /** What opens the file where it is encrypted. */
  key?: string;
  definition: ProgrammeDefinition;
  today: Day;
  limits: SheetLimits;
  /** What was decided about its sheets, columns and cells. */
  choices: ImportChoices;
  /** Whether to gather what else could be decided. */
  gathers: boolean;
  /** How the workbook was read when it was checked: it is carried out alike. */
  survey?: Survey;
  /** Rows up to this position were dealt with. */
  after: number;
};

export type ReadingMessage =
  | { kind: 'surveyed'; survey: Survey }
  | { kind: 'batch'; batch: RosterBatch }
  | { kind: 'found'; found: Found };

/**
 * The program of the process that reads rosters: it unpacks, matches columns and reads cells, so that the
 * server sees nothing but what was understood.
 */
serveReader<ReadingTask>(async function* (task): AsyncGenerator<ReadingMessage> {
  const { path, key, definition, today, limits, after, choices } = task;
  const encoding = task.survey?.encoding ?? choices.encoding ?? undefined;
  const source = await openSource(path, limits, encoding, key);
  const columns = rosterColumns(definition).map(({ spec }) => spec);
  const survey =
    task.survey ?? (await surveySource(source, columns, limits, surveyChoices(choices)));
  yield { kind: 'surveyed', survey };
  if (survey.problem) return;
  const findings = task.gathers ? rosterFindings() : undefined;
  const mending = mendingBy(choices, findings);
  for await (const batch of readRoster(source, survey, definition, today, limits, mending)) {
    if (batch.position > after) yield { kind: 'batch', batch };
  }
  if (findings) yield { kind: 'found', found: findings.found() };
});

function surveyChoices({ sheets, columns, mends }: ImportChoices): SurveyChoices {
  const orders = mends.flatMap(({ column, mend }) =>
    mend === 'day_first' || mend === 'month_first' ? [[column, dayOrderOf[mend]] as const] : [],
  );
  return { sheets: sheets ?? [], columns, orders: Object.fromEntries(orders) };
}
