import type { ImportRow } from '../../../../platform/sheets/import-row.ts';
import { type Meaning, serveRows } from '../read-rows.ts';
import { readRecord } from '../records.ts';
import { joinCodes, meaningOf, oneLine, plainPath, statusTexts } from '../texts.ts';
import type { RowRead } from '../workbook.ts';
import { kindTexts, placeColumns } from './columns.ts';
import { type PlaceRecord, type PlaceValues, placeFields } from './rules.ts';

type Found = {
  record: PlaceRecord | null;
  kind: 'organisation' | 'site' | null;
  /** Where the place stands, by codes; empty for the outermost one. */
  parent: string;
  code: string;
  /** What the row says of the place; a column that the sheet lacks says nothing. */
  values: Partial<PlaceValues>;
};

/** What a row says of a place, and what is wrong with it as it stands. */
export type PlaceRead = RowRead & Found;

serveRows(placeColumns, readPlace, meaningOfRow);

function readPlace(row: ImportRow): Found {
  const recordCell = row.text('record', 100);
  const record = recordCell === '' ? null : (readRecord(placeFields, recordCell) ?? null);
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

function meaningOfRow({ record, parent, code }: Found): Meaning[] {
  const place = `${parent}/${joinCodes([code])}`;
  const keys = [...(record ? [`#${record.id}`] : []), place];
  return [{ column: record ? 'record' : 'code', keys }];
}
