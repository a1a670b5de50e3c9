import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FormDefinition } from '../../forms/definition.ts';
import { testFolder } from './test-files.ts';
import { readXlsFormFile, xlsFormFile } from './xlsform.ts';

let folder: Awaited<ReturnType<typeof testFolder>>;
beforeAll(async () => {
  folder = await testFolder();
});
afterAll(() => folder.remove());

const label = { zh: '=体重', en: '-Weight' };
const form: FormDefinition = {
  ...{ code: 'weigh-in', title: { zh: '称重', en: 'Weigh-in' } },
  fields: [
    { type: 'number', code: 'weight', label, required: true, min: -0.5, decimals: 2 },
    {
      ...{ type: 'text', code: 'ring', label: { zh: '环号', en: 'Ring' }, required: false },
      ...{ maxLength: 20, pattern: '0[0-9]+', showWhen: { field: 'weight', gte: 1 } },
    },
  ],
};

test('a form comes back from its workbook as it was, whatever a spreadsheet would make of a cell', async () => {
  const { file, findings } = await xlsFormFile(form, { version: '007', language: 'en' });
  expect(findings).toEqual([]);
  expect(await readXlsFormFile(await folder.write(file))).toEqual({
    form,
    settings: { version: '007', language: 'en' },
    findings: [],
  });
});

test('cells are read as a spreadsheet program shows them, and rows are counted as there', async () => {
  const file = await writeXlsx({
    sheets: [
      {
        name: 'survey',
        rows: [
          ['type', 'name', 'label', 'required', 'constraint', 'default'],
          [],
          ['integer', 'age', 'Age', true, '. > 0', null],
          ['date', 'day', 'Day', false, null, new Date('2024-04-10')],
        ],
      },
      {
        name: 'settings',
        rows: [
          ['form_id', 'form_title', 'version'],
          ['f', 'F', 2024],
        ],
      },
    ],
  });
  const read = await readXlsFormFile(await folder.write(Buffer.from(file)));
  expect(read.settings.version).toBe('2024');
  expect(read.form?.fields).toMatchObject([{ required: true, min: 1 }, { required: false }]);
  expect(read.findings).toMatchObject([
    { code: 'column_not_carried', row: 4, column: 'default', params: { value: '2024-04-10' } },
    { code: 'translation_missing', row: 3 },
  ]);
});

test('what is no workbook, or too much of one, is refused as rosters are', async () => {
  const problemOf = async (bytes: Buffer | string, limits = {}) =>
    readXlsFormFile(await folder.write(bytes), limits).catch(({ code }: { code: string }) => code);
  expect(await problemOf('%PDF-1.7')).toBe('sheet_not_supported');
  expect(await problemOf(Buffer.from('PK\x03\x04 and so on'))).toBe('sheet_not_readable');
  const { file } = await xlsFormFile(form);
  expect(await problemOf(file, { rows: 1 })).toBe('sheet_too_many_rows');
  expect(await problemOf(file, { sheets: 2 })).toBe('sheet_too_many_sheets');
  // A file of separated values is a single sheet without a name.
  expect(await problemOf('type,name\ntext,a\n')).toMatchObject({ form: null });
});
