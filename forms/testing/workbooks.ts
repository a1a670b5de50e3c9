/** XLSForms for tests, written as tables. */
import type { FormDefinition } from '../definition.ts';
import type { Finding } from '../exchange/findings.ts';
import { readXlsForm } from '../exchange/read-xlsform.ts';
import type { Workbook } from '../exchange/sheets.ts';
import { type WrittenXlsForm, writeXlsForm } from '../exchange/write-xlsform.ts';

type Table = string[][];

/** Lines of cells with strokes between; a line without any is left out. */
export function table(text: string): Table {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

const usual = table(`
  form_title | form_id | default_language
  Flock | flock | English (en)
`);

/** Sheets as a spreadsheet program has them, the header in the first row. */
export function workbook(survey: Table, choices: Table = [], settings: Table = usual): Workbook {
  return Object.entries({ survey, choices, settings }).map(([name, rows]) => ({
    name,
    rows: rows.map((cells, index) => ({ number: index + 1, cells })),
  }));
}

/** What was written, as it is read. */
export function back({ sheets }: WrittenXlsForm): Workbook {
  return sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map((cells, index) => ({ number: index + 1, cells })),
  }));
}

/** What is read of a form once it was written. */
export function again(form: FormDefinition | null): FormDefinition | null {
  return form && readXlsForm(back(writeXlsForm(form))).form;
}

/** A finding and its place: `renamed survey 3 name`. */
export function inShort({ code, sheet, row, column }: Finding): string {
  return [code, sheet, row, column].filter((part) => part !== undefined).join(' ');
}

/** Questions at which the one that a test asks may look. */
const around = table(`
  text | word | Word
  integer | age | Age
  select_one yes_no | ill | Ill
  select_one yes_no | hurt | Hurt
  select_one plumage | plumage | Plumage
  select_multiple plumage | colours | Colours
  date | day | Day
  dateTime | time_of_dive | Dive
  acknowledge | oath | Oath
`);

const lists = table(`
  list name | name | label
  yes_no | yes | Yes
  yes_no | no | No
  plumage | grey | Grey
  plumage | black | Black
`);

/** What comes of a question of this type with these columns, and what is told of its row. */
export function read(type: string, columns: Record<string, string> = {}) {
  const names = Object.keys(columns);
  const survey = [
    ['type', 'name', 'label', ...names],
    ...around.map((row) => [...row, ...names.map(() => '')]),
    [type, 'asked', 'Asked', ...Object.values(columns)],
  ];
  const { form, findings } = readXlsForm(workbook(survey, lists));
  const asked = form?.fields.find(({ code }) => code === 'asked') as
    | Record<string, unknown>
    | undefined;
  const own = findings.filter(({ sheet, row }) => sheet === 'survey' && row === survey.length);
  return { form, asked, told: own.map(({ code }) => code) };
}
