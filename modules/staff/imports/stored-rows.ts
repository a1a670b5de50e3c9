import type { Keys } from '../../../platform/crypto.ts';
import type { RefusedRow } from '../../../platform/sheets/refused.ts';
import type { Survey } from '../../../platform/sheets/survey.ts';
import type { RowRecord } from './queries.ts';
import type { FieldChange, Note, Outcome, RowRead } from './workbook.ts';

/** What is kept of a row: its cells, what it is about, and what would become of it. */
export type StoredRow = RefusedRow & {
  parent: string;
  code: string;
  name: string;
  changes: FieldChange[];
  conflicts: FieldChange[];
  /** Rows of earlier releases have none. */
  notes?: Note[];
};

const rowPurpose = (importId: string) => `staff.place-import ${importId}`;
const surveyPurpose = (importId: string) => `staff.place-import-survey ${importId}`;

export function encryptRow(
  keys: Keys,
  importId: string,
  read: RowRead,
  label: Pick<StoredRow, 'parent' | 'code' | 'name'>,
  outcome: Outcome,
): Omit<RowRecord, 'choice'> {
  const { row, sheet, cells, position } = read;
  const { state, changes, conflicts, problems, notes = [] } = outcome;
  const { shutsOut = 0, addedId = null } = outcome;
  const stored: StoredRow = {
    ...{ row, cells, problems, changes, conflicts, notes },
    ...label,
    ...(sheet !== undefined && { sheet }),
  };
  const content = keys.encrypt(rowPurpose(importId), JSON.stringify(stored));
  return { position, state, content, shuts_out: shutsOut, added_person_id: addedId };
}

export function decryptRow(
  keys: Keys,
  importId: string,
  { content }: Pick<RowRecord, 'content'>,
): StoredRow {
  return JSON.parse(keys.decrypt(rowPurpose(importId), content).reveal()) as StoredRow;
}

export const encryptSurvey = (keys: Keys, importId: string, survey: Survey): Buffer =>
  keys.encrypt(surveyPurpose(importId), JSON.stringify(survey));

export const decryptSurvey = (keys: Keys, importId: string, survey: Buffer): Survey =>
  JSON.parse(keys.decrypt(surveyPurpose(importId), survey).reveal()) as Survey;
