import { writeOds } from 'hucre/ods';
import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { xls } from '../../../platform/sheets/test-xls.ts';
import {
  csv,
  type DirtyRoster,
  english,
  header,
  instructions,
  row,
  sheet,
  text,
  three,
  traditional,
  type Value,
  workbook,
} from './parts.ts';

/** Encodings and kinds of file. */
export const dirtyFiles: DirtyRoster[] = [
  {
    what: 'a CSV of a Chinese Excel (GB18030)',
    file: () => iconv.encode(text([header, ...three]), 'gb18030'),
    expected: { fresh: 3, encoding: 'gb18030', names: ['企鹅甲', '企鹅乙', '企鹅丙'] },
  },
  {
    what: 'a CSV of an Excel in Taiwan or Hong Kong: Big5, in traditional characters',
    file: () => {
      const rows = [traditional, row('0012341', { name: '企鵝一號', group: '帝企鵝' })];
      return iconv.encode(text(rows), 'big5');
    },
    expected: { fresh: 1, encoding: 'big5', names: ['企鵝一號'] },
  },
  {
    what: 'a CSV in Big5 below an English header',
    file: () =>
      iconv.encode(
        text([english, row('0012341', { name: '企鵝一號', group: 'Emperors', visitor: 'no' })]),
        'big5',
      ),
    expected: { fresh: 1, encoding: 'big5', names: ['企鵝一號'] },
  },
  {
    what: '“Unicode text” of Excel: UTF-16 with tabs',
    file: () => Buffer.from(`\ufeff${text([header, ...three], '\t')}`, 'utf16le'),
    expected: { fresh: 3, encoding: 'utf-16' },
  },
  {
    what: 'UTF-16 without the mark at its beginning',
    file: () => Buffer.from(text([header, ...three]), 'utf16le'),
    expected: { fresh: 3, encoding: 'utf-16', names: ['企鹅甲', '企鹅乙', '企鹅丙'] },
  },
  {
    what: 'semicolons, as Excel writes them where a comma is for decimals',
    file: () => csv([header, ...three], ';'),
    expected: { fresh: 3, encoding: 'utf-8' },
  },
  {
    what: 'an .xls of Excel 97 to 2003 with instructions in front',
    file: () =>
      xls([
        { name: '填表说明', rows: instructions },
        {
          name: '名单',
          rows: [
            header,
            [...three[0]!.slice(0, 2), { serial: 43226 }, '帝企鹅', 'north', '否'],
          ] as never,
        },
      ]),
    expected: {
      fresh: 1,
      sheets: [
        { kind: 'other', read: false },
        { name: '名单', read: true },
      ],
    },
  },
  {
    what: 'an .xls with a password',
    file: () => xls([{ name: '名单', rows: [header] }], { password: true }),
    expected: { refused: 'sheet_encrypted' },
  },
  {
    what: 'an .xls of before Excel 97',
    file: () => xls([{ name: '名单', rows: [header] }], { version: 0x500 }),
    expected: { refused: 'sheet_legacy_xls' },
  },
  {
    what: 'an .ods of LibreOffice',
    file: () => writeOds({ sheets: [{ name: '名单', rows: [header, ...three] }] }),
    expected: { fresh: 3 },
  },
  {
    what: 'a workbook with a password',
    file: () =>
      writeXlsx({
        sheets: [sheet('名单', [header, ...three])],
        encryption: { password: 'invented', spinCount: 1 },
      }),
    expected: { refused: 'sheet_encrypted' },
  },
  {
    what: 'a workbook without anything in it',
    file: () => workbook(sheet('Sheet1', []), sheet('Sheet2', [])),
    expected: { refused: 'sheet_empty' },
  },
  {
    what: 'a .csv that is a web page, as many portals export it',
    file: () => {
      const cells = (values: Value[]) => values.map((value) => `<td>${value}</td>`).join('');
      const rows = [header, ...three].map((values) => `<tr>${cells(values)}</tr>`);
      return Buffer.from(`\ufeff<html><body><table>${rows.join('')}</table></body></html>`);
    },
    expected: { fresh: 3, encoding: 'utf-8' },
  },
];
