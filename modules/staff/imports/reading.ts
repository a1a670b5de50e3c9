import { cellText } from '../../../platform/sheets/cells.ts';
import { ImportRow } from '../../../platform/sheets/import-row.ts';
import type { SheetLimits } from '../../../platform/sheets/limits.ts';
import { openSource } from '../../../platform/sheets/open-source.ts';
import { serveReader } from '../../../platform/sheets/reader-child.ts';
import type { RefusedRow } from '../../../platform/sheets/refused.ts';
import { type Survey, surveySource } from '../../../platform/sheets/survey.ts';
import {
  mergeLookup,
  type SurveyedRow,
  surveyedRows,
} from '../../../platform/sheets/surveyed-rows.ts';
import { kindTexts, meaningOf, placeColumns, statusTexts } from './columns.ts';
import { joinCodes, type PlaceRecord, type PlaceValues, plainPath, readRecord } from './rules.ts';

export type ReadingTask = {
  path: string;
  key?: string;
  limits: SheetLimits;
  /** How the workbook was read when it was checked: it is carried out alike. */
  survey?: Survey;
  /** Rows up to this position were dealt with. */
  after: number;
};

/** What a row says, and what is wrong with it as it stands. */
export type PlaceRead = RefusedRow & {
  position: number;
  record: PlaceRecord | null;
  kind: 'organisation' | 'site' | null;
  /** Where the place stands, by codes; empty for the outermost one. */
  parent: string;
  code: string;
  /** What the row says of the place; a column that the sheet lacks says nothing. */
  values: Partial<PlaceValues>;
};

export type ReadingMessage =
  | { kind: 'surveyed'; survey: Survey }
  | { kind: 'batch'; rows: PlaceRead[] };

/** Few enough that others get their turn while they are written. */
export const batchRows = 200;

/** The program of the process that reads workbooks of places. */
serveReader<ReadingTask>(async function* (task): AsyncGenerator<ReadingMessage> {
  const { path, key, limits, after } = task;
  const source = await openSource(path, limits, task.survey?.encoding ?? undefined, key);
  const survey = task.survey ?? (await surveySource(source, placeColumns, limits));
  yield { kind: 'surveyed', survey };
  if (survey.problem) return;
  let rows: PlaceRead[] = [];
  const read = placeReader();
  for await (const row of surveyedRows(source, survey, limits)) {
    const found = read(row);
    // Rows before are read all the same: one that repeats them is refused.
    if (row.position <= after) continue;
    rows.push(found);
    if (rows.length < batchRows) continue;
    yield { kind: 'batch', rows };
    rows = [];
  }
  if (rows.length > 0) yield { kind: 'batch', rows };
});

function placeReader(): (row: SurveyedRow) => PlaceRead {
  const seen = new Map<string, number>();
  const lookups = new Map<number, ReturnType<typeof mergeLookup>>();
  return (surveyed) => {
    const { number, position, cells, sheet } = surveyed;
    const { layout, index } = sheet;
    const columns = Object.values(layout.match.mapping).map((column) => column + 1);
    const mergedAt = lookups.get(index) ?? mergeLookup(layout.merges, columns);
    lookups.set(index, mergedAt);
    const row = new ImportRow(surveyed, layout, mergedAt);
    const found = readPlace(row);
    refuseDouble(row, found, seen);
    return { ...found, row: number, sheet: index, position, cells, problems: row.problems };
  };
}

type Found = Pick<PlaceRead, 'record' | 'kind' | 'parent' | 'code' | 'values'>;

function readPlace(row: ImportRow): Found {
  const recordCell = row.text('record', 100);
  const record = recordCell === '' ? null : (readRecord(recordCell) ?? null);
  if (recordCell !== '' && !record) row.refuse('record', 'record_unreadable');
  const typedKind = row.required('kind', 40);
  const kind = meaningOf(kindTexts, typedKind) ?? null;
  if (typedKind !== '' && !kind) row.refuse('kind', 'place_kind_unknown');
  const parent = plainPath(row.text('parent', 2000));
  const code = oneLine(row.required('code', 100));
  return { record, kind, parent, code, values: valuesOf(row) };
}

function valuesOf(row: ImportRow): Partial<PlaceValues> {
  const nameZh = oneLine(row.required('nameZh', 200));
  const nameEn = oneLine(row.text('nameEn', 200));
  const orNothing = (column: string, max: number) =>
    row.has(column) ? { [column]: oneLine(row.text(column, max)) || null } : {};
  const regionCode = orNothing('regionCode', 20);
  if (regionCode.regionCode && !/^\d{6}$/.test(regionCode.regionCode)) {
    row.refuse('regionCode', 'place_region_unknown');
  }
  const status = row.text('disabled', 40);
  const meaning = meaningOf(statusTexts, status);
  if (status !== '' && !meaning) row.refuse('disabled', 'status_unknown');
  return {
    nameZh,
    ...(nameEn !== '' && { nameEn }),
    ...regionCode,
    ...orNothing('address', 200),
    ...orNothing('remark', 500),
    ...(meaning && { disabled: meaning === 'disabled' }),
  };
}

const oneLine = (text: string): string => cellText(text).replace(/\s+/g, ' ').trim();

/** Of two rows that mean one place the second is refused. */
function refuseDouble(row: ImportRow, { record, parent, code }: Found, seen: Map<string, number>) {
  if (row.problems.length > 0) return;
  const place = `${parent}/${joinCodes([code])}`;
  const keys = [...(record ? [`#${record.id}`] : []), place];
  const first = keys.map((key) => seen.get(key)).find((each) => each !== undefined);
  if (first !== undefined) row.refuse(record ? 'record' : 'code', 'row_double', { first });
  else for (const key of keys) seen.set(key, row.number);
}
