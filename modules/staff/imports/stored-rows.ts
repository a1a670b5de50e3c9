import type { Keys } from '../../../platform/crypto.ts';
import type { RefusedRow } from '../../../platform/sheets/refused.ts';
import type { Survey } from '../../../platform/sheets/survey.ts';
import type { Outcome } from './decide.ts';
import type { RowRecord } from './queries.ts';
import type { PlaceRead } from './reading.ts';
import type { FieldChange } from './rules.ts';

/** What is kept of a row: its cells, what it is about, and what would become of it. */
export type StoredRow = RefusedRow & {
  parent: string;
  code: string;
  name: string;
  changes: FieldChange[];
  conflicts: FieldChange[];
};

const rowPurpose = (importId: string) => `staff.place-import ${importId}`;
const surveyPurpose = (importId: string) => `staff.place-import-survey ${importId}`;

export function encryptRow(
  keys: Keys,
  importId: string,
  read: PlaceRead,
  { state, changes, conflicts, problems }: Outcome,
): Omit<RowRecord, 'choice'> {
  const { row, sheet, cells, parent, code, values, position } = read;
  const name = values.nameZh ?? '';
  const stored: StoredRow = {
    ...{ row, cells, problems, parent, code, name, changes, conflicts },
    ...(sheet !== undefined && { sheet }),
  };
  return { position, state, content: keys.encrypt(rowPurpose(importId), JSON.stringify(stored)) };
}

export function decryptRow(keys: Keys, importId: string, { content }: RowRecord): StoredRow {
  return JSON.parse(keys.decrypt(rowPurpose(importId), content).reveal()) as StoredRow;
}

export const encryptSurvey = (keys: Keys, importId: string, survey: Survey): Buffer =>
  keys.encrypt(surveyPurpose(importId), JSON.stringify(survey));

export const decryptSurvey = (keys: Keys, importId: string, survey: Buffer): Survey =>
  JSON.parse(keys.decrypt(surveyPurpose(importId), survey).reveal()) as Survey;
