import { readFile } from 'node:fs/promises';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  readSheet,
  sheetXml,
  testFolder,
  workbookParts,
  zip,
} from '../../../platform/sheets/test-files.ts';

import {
  confirm,
  csvOf,
  importRoster,
  type RosterKit,
  rosterRow,
  startRosterKit,
  upload,
  xlsxOf,
} from '../../../server/testing/roster.ts';
import { programmes } from '../contract.ts';
import { forgetRosters } from './jobs.ts';

let { kit, cast, otto, id } = {} as RosterKit;
let folder: Awaited<ReturnType<typeof testFolder>>;

beforeAll(async () => {
  ({ kit, cast, otto, id } = await startRosterKit());
  folder = await testFolder();
});
afterAll(async () => {
  await folder.remove();
  await kit.close();
});

const check = (data: Buffer) => upload(kit, otto, id, data);

/** The rows of a sheet that was answered, as texts. */
async function textsOf(raw: Buffer): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const { cells } of readSheet(await folder.write(raw))) {
    rows.push(cells.map((cell) => String(cell ?? '')));
  }
  return rows;
}

const header = [
  ...['Ring number', 'Name', 'Date of birth', 'Group', 'Organisation code', 'Visitor'],
];
const line = (card: string) => [card, 'Percy', '1990-01-02', 'Emperors', 'north', 'no'];

describe('a workbook that cannot be used at all', () => {
  it('is refused with the names of the columns that it lacks', async () => {
    const { Group: _, ...row } = rosterRow();
    const { state, problem, problemParams, preview } = await check(
      csvOf([{ ...row, Wing: 'left' }]),
    );
    expect({ state, problem }).toEqual({ state: 'refused', problem: 'sheet_columns_missing' });
    expect(problemParams).toEqual({ columns: '人员类别 (Group)' });
    expect(preview?.missing).toEqual([{ key: 'group', label: { zh: '人员类别', en: 'Group' } }]);
    expect(preview?.unknown).toEqual(['Wing']);
    expect(preview?.columns).toContainEqual({
      key: 'card',
      label: { zh: '脚环号', en: 'Ring number' },
      header: 'Ring number',
      matched: true,
      required: true,
      expected: { zh: 'P 加 4 位数字', en: 'P and 4 digits' },
    });
  });

  it.each([
    ['nothing in it', Buffer.alloc(0), 'sheet_empty'],
    ['a header alone', Buffer.from(header.join(',')), 'sheet_empty'],
    ['no header', Buffer.from('1,2,3\r\n4,5,6'), 'sheet_columns_missing'],
    ['no sheet', Buffer.from('%PDF-1.7 and so on'), 'sheet_not_supported'],
    ['half an archive', Buffer.from('PK\x03\x04 and no more'), 'sheet_not_readable'],
    ['a column twice', Buffer.from('Name,Name\r\nA,B'), 'sheet_columns_double'],
  ])('is refused: %s', async (_, data, code) => {
    const { state, problem } = await check(data);
    expect([state, problem]).toEqual(['refused', code]);
  });

  it('is not taken in when it is too large', async () => {
    const file = {
      name: 'big.csv',
      mime: 'text/csv',
      data: Buffer.alloc(30 * 1024 * 1024 + 1, 'a'),
    };
    const { status, body } = await otto.call(programmes.startImport, { params: { id }, file });
    expect([status, body.code]).toEqual([413, 'sheet_too_large']);
    const { rows } = await kit.database.pool.query("select from files where name = 'big.csv'");
    expect(rows).toHaveLength(0);
  });

  it('cannot be confirmed', async () => {
    const { id: importId } = await check(Buffer.from('nothing'));
    const { status } = await otto.call(programmes.confirmImport, {
      params: { id, importId },
      body: { version: 0 },
    });
    expect(status).toBe(409);
  });

  it('is asked for when none came', async () => {
    const { status, body } = await otto.call(programmes.startImport, { params: { id } });
    expect(status).toBe(422);
    expect(body.fields).toEqual([{ path: 'file', code: 'required' }]);
  });
});

describe('a workbook as people make them', () => {
  it('may have a title above its header, and headers in Chinese', async () => {
    const text = [
      '浮冰观测站称重名单,,,,,',
      '脚环号*,姓名（必填）,出生日期,组别 Group,机构代码,来访',
      'P0601,企鹅甲,1990年1月2日,帝企鹅,north,否',
    ].join('\r\n');
    const { preview } = await check(Buffer.from(text));
    expect(preview?.receipt).toMatchObject({ rows: 1, fresh: 1 });
    expect(preview?.sample[0]).toMatchObject({ birthDate: '1990-01-02', group: 'emperors' });
  });

  it('may be a CSV in GB18030', async () => {
    // 姓名 and 张三 in GB18030.
    const name = Buffer.from([0xd0, 0xd5, 0xc3, 0xfb]);
    const zhang = Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]);
    const data = Buffer.concat([
      Buffer.from('Ring number,'),
      name,
      Buffer.from(',Date of birth,Group,Organisation code,Visitor\r\nP0602,'),
      zhang,
      Buffer.from(',1990-01-02,emperors,north,no\r\n'),
    ]);
    expect((await check(data)).preview?.sample[0]?.name).toBe('张三');
  });

  it('may hide values in merged cells, which are told row by row', async () => {
    const rows = [header, line('P0603'), line('P0604')];
    const merged = '<mergeCells count="1"><mergeCell ref="E2:E3"/></mergeCells>';
    const data = zip(workbookParts(sheetXml(rows, merged)));
    const { preview } = await check(data);
    expect(preview?.merged).toEqual(['E2:E3']);
    expect(preview?.receipt).toMatchObject({ rows: 2, fresh: 1, refused: 1 });
    expect(preview?.problems).toEqual([
      {
        row: 3,
        column: 'organisationCode',
        code: 'cell_merged',
        params: { range: 'E2:E3' },
        value: 'north',
      },
    ]);
  });

  it('may lack optional columns: what is on record of them stays', async () => {
    const row = rosterRow({ 'Ring number': 'P0605', 'Further card number': 'P9605' });
    await importRoster(kit, otto, id, csvOf([row]));
    const { 'Further card number': _, ...without } = row;
    await importRoster(kit, otto, id, csvOf([{ ...without, Name: 'Renamed' }]));
    const found = await otto.get(programmes.roster, { params: { id }, body: { search: 'P0605' } });
    expect(found.items).toMatchObject([{ name: 'Renamed' }]);
    const { rows } = await kit.database.pool.query(
      "select lookup, alias from identifiers where lookup like 'P_605' order by lookup",
    );
    expect(rows).toEqual([
      { lookup: 'P0605', alias: false },
      { lookup: 'P9605', alias: true },
    ]);
  });
});

describe('refused rows', () => {
  it('are downloaded as they stood, with their reasons, and go in once corrected', async () => {
    const { id: importId } = await importRoster(
      kit,
      otto,
      id,
      await xlsxOf([
        rosterRow({ 'Ring number': 'P0701' }),
        rosterRow({ 'Ring number': 'P0702', Group: 'seals', Remark: '=1+1' }),
        rosterRow({ 'Ring number': 'P0701', Name: 'Second' }),
      ]),
    );
    const answer = await otto.call(programmes.refusedRows, { params: { id, importId } });
    expect(answer.headers['content-disposition']).toContain('penguins-refused-rows.xlsx');
    const [head = [], ...rows] = await textsOf(answer.raw);
    const column = (name: string) => rows.map((row) => row[head.indexOf(name)]);
    expect(column('Ring number')).toEqual(['P0702', 'P0701']);
    expect(column('原行号 Row')).toEqual(['3', '4']);
    expect(column('Reason')).toEqual([
      'Group: is not a group of this programme (expected: one of Emperors, Adélies)',
      'Ring number: is in row 2 already',
    ]);
    expect(column('原因')[0]).toBe('人员类别：没有这个人员类别（应为：帝企鹅、阿德利企鹅之一）');
    expect(column('Remark')[0]).toBe("'=1+1");

    const corrected = rows.map((row) => row.map((cell) => (cell === 'seals' ? 'adelies' : cell)));
    const data = Buffer.from(
      [head, ...corrected].map((row) => row.map((c) => `"${c}"`).join(',')).join('\n'),
    );
    const { preview } = await check(data);
    expect(preview?.receipt).toMatchObject({ rows: 2, fresh: 1, updated: 1, refused: 0 });
  });

  it('are there once a workbook is checked, and gone with its preview after a month', async () => {
    const { id: importId, hasRefusedRows } = await check(csvOf([rosterRow({ Group: 'seals' })]));
    expect(hasRefusedRows).toBe(true);
    const start = kit.clock.now();
    kit.clock.set(new Date(start.getTime() + 31 * 24 * 60 * 60 * 1000));
    await forgetRosters.handle(kit.platform, {});
    const later = await kit.as(cast.otto);
    const params = { id, importId };
    expect(await later.get(programmes.import, { params })).toMatchObject({
      state: 'checked',
      preview: null,
      hasRefusedRows: false,
    });
    expect((await later.call(programmes.refusedRows, { params })).status).toBe(404);
    kit.clock.set(start);
  });

  it('lie encrypted in the database', async () => {
    await check(csvOf([rosterRow({ Name: 'Secretive Penguin', Group: 'seals' })]));
    const { rows } = await kit.database.pool.query<{ text: string }>(
      `select encode(content, 'escape') as text from roster_import_refusals
       union all select encode(preview, 'escape') from roster_imports where preview is not null`,
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.filter(({ text }) => text.includes('Penguin'))).toEqual([]);
  });
});

describe('a workbook that was uploaded', () => {
  it('is gone after a day, and must then be uploaded again', async () => {
    const { id: importId } = await check(csvOf([rosterRow({ 'Ring number': 'P0801' })]));
    const start = kit.clock.now();
    kit.clock.set(new Date(start.getTime() + 25 * 60 * 60 * 1000));
    await kit.platform.files.sweep(kit.platform.db);
    const later = await kit.as(cast.otto);
    const { status, body } = await later.call(programmes.confirmImport, {
      params: { id, importId },
      body: { version: 0 },
    });
    expect([status, body.code]).toEqual([410, 'import_expired']);
    kit.clock.set(start);
  });
});

describe('the template', () => {
  it.each([
    ['xlsx', 'zh', '脚环号 *'],
    ['xlsx', 'en', 'Ring number *'],
    ['csv', 'zh', '脚环号 *'],
    ['csv', 'en', 'Ring number *'],
  ] as const)(
    'as %s in %s has every column that the programme asks for, and comes back as a roster',
    async (format, lang, first) => {
      const query = { format, lang };
      const answer = await otto.call(programmes.rosterTemplate, { params: { id }, query });
      expect(answer.status).toBe(200);
      const [head = []] = await textsOf(answer.raw);
      expect(head[0]).toBe(first);
      const row = head.map(() => '');
      const set = (names: string[], value: string) => {
        row[head.findIndex((name) => names.includes(name.replace(' *', '')))] = value;
      };
      set(['脚环号', 'Ring number'], 'P0901');
      set(['姓名', 'Name'], 'Percy');
      set(['出生日期', 'Date of birth'], '1990-01-02');
      set(['人员类别', 'Group'], 'Emperors');
      set(['机构代码', 'Organisation code'], 'north');
      set(['来访', 'Visitor'], 'no');
      const { preview } = await check(Buffer.from([head, row].map((r) => r.join(',')).join('\n')));
      expect(preview).toMatchObject({ unknown: [], receipt: { rows: 1, fresh: 1, refused: 0 } });
      const missing = preview?.columns.filter(({ matched }) => !matched).map(({ key }) => key);
      // A second number is read where a roster has one, and offered where the programme names one.
      expect(missing).toEqual(['furtherCard']);
    },
  );

  it('has lists, hints, text everywhere, and an example that is left out', async () => {
    const query = { format: 'xlsx', lang: 'en' } as const;
    const { raw } = await otto.call(programmes.rosterTemplate, { params: { id }, query });
    const path = await folder.write(raw);
    const { sheets } = await readXlsx(await readFile(path), { readStyles: true });
    const [roster, notes, lists] = sheets;
    expect(sheets.map(({ name, hidden }) => [name, hidden ?? false])).toEqual([
      ['Roster', false],
      ['Notes', false],
      ['Lists', true],
    ]);
    const column = (name: string) => (roster?.rows[0] ?? []).indexOf(name);
    const rule = (name: string) =>
      roster?.dataValidations?.find(({ inputTitle }) => inputTitle === name);
    const group = column('Group *');
    const letter = String.fromCharCode(65 + group);
    expect(rule('Group *')).toMatchObject({ type: 'list', range: `${letter}2:${letter}1001` });
    expect(lists?.rows.map((row) => row[group])).toEqual(expect.arrayContaining(['Emperors']));
    expect(rule('Ring number *')?.inputMessage).toBe('P and 4 digits');
    expect(roster?.cells?.get('500,0')?.style?.numFmt).toBe('@');
    expect(notes?.rows.map(([name]) => name)).toContain('Organisation code');
    const { state, problem, preview } = await check(raw);
    expect([state, problem]).toEqual(['refused', 'sheet_empty']);
    expect(preview).toBeNull();
  });
});

it('gives the initial password that the workbook’s document says', async () => {
  const { id: importId } = await check(
    csvOf([rosterRow({ 'Ring number': 'P0950', 'Document date of issue': '18 JAN 2019' })]),
  );
  await confirm(kit, otto, id, importId);
  const { rows } = await kit.database.pool.query<{ person_id: string; initial_encrypted: Buffer }>(
    `select m.person_id, m.initial_encrypted from memberships m
     join identifiers i using (person_id, realm) where i.lookup = 'P0950'`,
  );
  const [member] = rows;
  const purpose = `people.initial penguins ${member?.person_id}`;
  const encrypted = member?.initial_encrypted ?? Buffer.alloc(0);
  expect(kit.platform.keys.decrypt(purpose, encrypted).reveal()).toBe('20190118');
});
