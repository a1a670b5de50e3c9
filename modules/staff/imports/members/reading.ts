import type { IdentityKind } from '../../../../forms/definition.ts';
import { cleanPhone } from '../../../../forms/phone.ts';
import { cellText } from '../../../../platform/sheets/cells.ts';
import type { ImportRow } from '../../../../platform/sheets/import-row.ts';
import { type Meaning, serveRows } from '../read-rows.ts';
import { readRecord } from '../records.ts';
import { meaningOf, oneLine, plainPath, statusTexts } from '../texts.ts';
import type { RowRead } from '../workbook.ts';
import { documentTexts, memberColumns } from './columns.ts';
import { accountOf, isMasked, type MemberRecord, memberFields } from './rules.ts';

type Found = {
  record: MemberRecord | null;
  name: string;
  account: string;
  identityKind: IdentityKind | null;
  /** As it was typed; empty where the row says nothing, as with the next three. */
  identityNumber: string;
  phone: string;
  /** Where the roles are held of which the row says nothing else, by codes. */
  place: string;
  roles: string;
  disabled: boolean | undefined;
  /** Null: there is to be none. */
  remark: string | null | undefined;
};

/** What a row says of a member of staff, and what is wrong with it as it stands. */
export type MemberRead = RowRead & Found;

serveRows(memberColumns, readMember, meaningsOf);

function readMember(row: ImportRow): Found {
  const recordCell = row.text('record', 100);
  const record = recordCell === '' ? null : (readRecord(memberFields, recordCell) ?? null);
  if (recordCell !== '' && !record) row.refuse('record', 'record_unreadable');
  const kindCell = row.text('identityKind', 100);
  const identityKind = meaningOf(documentTexts, kindCell) ?? null;
  if (kindCell !== '' && !identityKind) row.refuse('identityKind', 'document_kind_unknown');
  const status = row.text('disabled', 40);
  const meaning = meaningOf(statusTexts, status);
  if (status !== '' && !meaning) row.refuse('disabled', 'status_unknown');
  return {
    record,
    name: oneLine(row.text('name', 100)),
    account: numberIn(row, 'account', 40).normalize('NFKC'),
    identityKind,
    identityNumber: numberIn(row, 'identityNumber', 64),
    phone: numberIn(row, 'phone', 40),
    place: plainPath(row.text('place', 2000)),
    roles: row.text('roles', 2000),
    disabled: meaning && meaning === 'disabled',
    remark: row.has('remark') ? oneLine(row.text('remark', 500)) || null : undefined,
  };
}

/** Digits as somebody typed them; a spreadsheet program may have made a number of them, and lost the last ones. */
function numberIn(row: ImportRow, column: string, max: number): string {
  const text = row.text(column, max).replace(/^['‘’＇]+/, '');
  if (!/^\d(?:[.,]\d+)?E\+\d+$/i.test(text)) return cellText(text);
  if (row.problems.every((problem) => problem.column !== column)) row.refuse(column, 'digits_lost');
  return '';
}

/** The account, the document and the phone are each of one member of staff alone. */
function meaningsOf({ record, account, identityNumber, phone }: Found): Meaning[] {
  const number = isMasked(identityNumber) ? '' : plain(identityNumber);
  const called = isMasked(phone) ? null : cleanPhone(phone);
  return [
    { column: 'record', keys: record ? [`#${record.id}`] : [] },
    { column: 'account', keys: account ? [`@${accountOf(account)}`] : [] },
    { column: 'identityNumber', keys: number ? [`document ${number}`] : [] },
    { column: 'phone', keys: called ? [`phone ${called}`] : [] },
  ];
}

const plain = (number: string) => number.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
