import type { Static } from 'typebox';
import type { Keys } from '../../../platform/crypto.ts';
import type { SheetLayout, Survey } from '../../../platform/sheets/survey.ts';
import type { RosterImport } from './contract.ts';

/** What people are shown of a workbook before it is imported. */
export type Preview = NonNullable<Static<typeof RosterImport>['preview']>;

/** What a preview has where nothing could be decided about the rows. */
export const nothingFound = {
  ...{ warnings: [], warningCount: 0, changes: [], changeCount: 0, mends: [], values: [] },
  ...{ units: [], unitCount: 0, questions: [] },
};

/** What is kept of a workbook that was checked: how it is to be read, and what a person is shown. */
export type Checked = { survey: Survey | null; preview: Preview };

const previewPurpose = (importId: string) => `programmes.preview ${importId}`;

export function encryptCheck(keys: Keys, importId: string, checked: Checked): Buffer {
  return keys.encrypt(previewPurpose(importId), JSON.stringify(checked));
}

export function decryptCheck(keys: Keys, importId: string, encrypted: Buffer): Checked {
  const stored = keys.decrypt(previewPurpose(importId), encrypted).reveal();
  return inTodaysShape(JSON.parse(stored) as Stored);
}

/** What was kept before workbooks had several sheets, as it is kept today. */
function inTodaysShape({ survey, preview }: Stored): Checked {
  const whole: Preview = {
    ...{ sheets: [], encoding: null, notes: [], headers: [], ignored: [] },
    ...nothingFound,
    ...(preview as Preview),
  };
  if (survey === null || 'read' in survey) return { survey, preview: whole };
  const { info, header, match, orders, rows } = survey;
  const none = { count: 0, rows: [] };
  const sheet: Survey['sheets'][number] = {
    ...{ index: 0, name: info.sheet ?? null, hidden: false, kind: 'roster', rows, problem: null },
    layout: { header, match, orders, merges: info.merges, epoch: info.epoch },
    notes: { cleaned: none, totals: none, hiddenRows: none, unvalued: none },
    first: [],
  };
  const { format, encoding = null, delimiter = null } = info;
  const now = { format, encoding, delimiter, sheets: [sheet], read: [0], problem: null };
  return { survey: now, preview: whole };
}

type Stored = { survey: OneSheet | Survey | null; preview: Partial<Preview> };

type OneSheet = Pick<SheetLayout, 'header' | 'match' | 'orders'> & {
  rows: number;
  info: Pick<SheetLayout, 'merges' | 'epoch'> & {
    format: Survey['format'];
    sheet?: string;
    encoding?: Survey['encoding'];
    delimiter?: Survey['delimiter'];
  };
};
