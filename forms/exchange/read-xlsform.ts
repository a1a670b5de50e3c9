import { checkDefinition } from '../check-definition.ts';
import type { FormDefinition, Lang, Text } from '../definition.ts';
import type { Problem } from '../problems.ts';
import { formCodeOf } from './codes.ts';
import { isKnownInSettings, isKnownInSurvey, settingsNotCarried } from './columns.ts';
import {
  excerpt,
  type Finding,
  findingsCollector,
  type Note,
  problemParams,
  type SheetName,
} from './findings.ts';
import { outlineOf } from './outline.ts';
import { readChoices } from './read-choices.ts';
import { fieldOf } from './read-field.ts';
import type { QuestionRow, Reading, SurveyOutline } from './read-survey.ts';
import { languageOf, languagesIn, type NamedRow, namedRows, type Workbook } from './sheets.ts';
import { readTitle } from './titles.ts';

/** What a workbook says beside the form. */
export type XlsFormSettings = { version: string | null; language: Lang | null };

export type ReadXlsForm = {
  /** Null where no form comes of it that can be filled in; the findings say why. */
  form: FormDefinition | null;
  settings: XlsFormSettings;
  findings: Finding[];
};

/** Reads the sheets of an XLSForm. What is not carried over as it stands is listed by sheet, row and column. */
export function readXlsForm(workbook: Workbook): ReadXlsForm {
  const { findings, note } = findingsCollector();
  const sheets = sheetsOf(workbook, note);
  const setup = sheets.settings[0];
  const language = setup?.cells.get('default_language');
  const usual = language === undefined ? undefined : languageOf(language);
  const settings = { version: setup?.cells.get('version') ?? null, language: usual ?? null };
  noteSettings(sheets.settings, language !== undefined && usual === undefined, note);
  const { survey } = sheets;
  if (!survey) return { form: null, settings, findings };
  const given = languagesIn([...survey, ...sheets.choices], usual);
  const languages = { usual, given };
  const lists = readChoices(sheets.choices, languages, note);
  const reading: Reading = { languages, lists, note, groupsTold: new Set(), parsed: new Map() };
  const outline = outlineOf(survey, reading);
  if (isTooLong(outline.questions, note)) return { form: null, settings, findings };
  const fields: FormDefinition['fields'] = [];
  const rows: QuestionRow[] = [];
  for (const question of outline.questions) {
    const field = fieldOf(question, reading);
    if (!field) continue;
    fields.push(field);
    rows.push(question);
  }
  if (given.size < 2) noteOneLanguage(survey, note);
  const form = checked({ ...headOf(setup, outline, note), fields }, rows, note);
  return { form, settings, findings };
}

const names: SheetName[] = ['survey', 'choices', 'settings'];

/** The rows of each sheet; null where there is no survey to read. */
function sheetsOf(workbook: Workbook, note: Note) {
  const sheetNamed = (name: string) =>
    workbook.find((each) => each.name.trim().toLowerCase() === name);
  for (const { name } of workbook) {
    if (names.some((each) => each === name.trim().toLowerCase())) continue;
    note({ code: 'sheet_not_read', sheet: excerpt(name), params: { name: excerpt(name) } });
  }
  const known: Record<SheetName, (column: string) => boolean> = {
    survey: isKnownInSurvey,
    // Whatever else there is in a list may filter it.
    choices: () => true,
    settings: isKnownInSettings,
  };
  const rowsOf = (name: SheetName) =>
    namedRows(name, sheetNamed(name)?.rows ?? [], known[name], note);
  const survey = sheetNamed('survey');
  if (!survey) note({ code: 'sheet_missing', sheet: 'survey', params: { name: 'survey' } });
  const header = survey?.rows[0];
  const isHeader = header?.cells.some((cell) => /^\s*(type|command)\s*$/i.test(cell));
  if (survey && !isHeader) {
    const place = { sheet: 'survey', row: header?.number ?? 1 };
    note({ code: 'table_without_header', ...place, params: { column: 'type' } });
  }
  return {
    survey: isHeader ? rowsOf('survey') : null,
    choices: rowsOf('choices'),
    settings: rowsOf('settings'),
  };
}

function noteSettings(rows: NamedRow[], isOtherLanguage: boolean, note: Note): void {
  for (const { cells, number } of rows) {
    for (const [column, value] of cells) {
      const isLost =
        column === 'default_language' ? isOtherLanguage : settingsNotCarried.includes(column);
      if (!isLost) continue;
      const params = { column, value: excerpt(value) };
      note({ code: 'setting_not_carried', sheet: 'settings', row: number, column, params });
    }
  }
}

/** What a form, and a row of a group, can hold. */
const most = { form: 200, row: 50 };

/** Says at which row there are too many questions; nothing of them need be looked at then. */
function isTooLong(questions: QuestionRow[], note: Note): boolean {
  const lists = [
    { list: questions, max: most.form },
    ...questions.map(({ inner }) => ({ list: inner, max: most.row })),
  ];
  const beyond = lists.flatMap(({ list, max }) => {
    const first = list[max];
    return first ? [{ first, max }] : [];
  });
  for (const { first, max } of beyond) {
    note({ code: 'too_many_questions', sheet: 'survey', row: first.row.number, params: { max } });
  }
  return beyond.length > 0;
}

/** A form in one language has each text in both. */
function noteOneLanguage([first]: NamedRow[], note: Note): void {
  if (first)
    note({ code: 'translation_missing', sheet: 'survey', row: first.number, column: 'label' });
}

function headOf(
  setup: NamedRow | undefined,
  { sections, intro, questions }: SurveyOutline,
  note: Note,
) {
  const id = setup?.cells.get('form_id') ?? '';
  const code = formCodeOf(id);
  const place = { sheet: 'settings', row: setup?.number ?? 1 };
  if (id === '') note({ code: 'name_missing', ...place, column: 'form_id' });
  else if (code !== id) {
    note({ code: 'renamed', ...place, column: 'form_id', params: { from: excerpt(id), to: code } });
  }
  const written = setup?.cells.get('form_title');
  if (written === undefined) {
    note({ code: 'title_missing', ...place, column: 'form_title', params: { value: id || code } });
  }
  const title: Text = readTitle(written ?? (id || code));
  const used = sections.filter((each) => questions.some(({ section }) => section === each.code));
  return { code, title, ...(intro && { intro }), ...(used.length > 0 && { sections: used }) };
}

/** Parts without which a field is still one. What is wrong with them is listed, and they are left out. */
const parts = ['showWhen', 'requireWhen', 'min', 'max', 'pattern', 'patternHint'] as const;

const columnOf: Record<(typeof parts)[number], string> = {
  showWhen: 'relevant',
  requireWhen: 'required',
  min: 'constraint',
  max: 'constraint',
  pattern: 'constraint',
  patternHint: 'constraint_message',
};

/** The form, once what cannot stand in it was taken out; null where something else is wrong. */
function checked(form: FormDefinition, rows: QuestionRow[], note: Note): FormDefinition | null {
  const told = (problem: Problem, column: string | undefined) => {
    const row = rowAt(problem.path, form, rows);
    const place = row ? { sheet: 'survey', row: row.row.number, ...(column && { column }) } : {};
    note({
      code: 'definition_problem',
      ...place,
      path: problem.path,
      params: problemParams(problem),
    });
  };
  const mended = structuredClone(form);
  for (const problem of checkDefinition(form)) {
    const found = partAt(problem.path, mended);
    if (!found) continue;
    told(problem, columnOf[found.part]);
    removePart(mended, found.field, found.part);
  }
  const left = checkDefinition(mended);
  for (const problem of left) told(problem, undefined);
  return left.length > 0 ? null : mended;
}

/** Which part of which field a problem is about: of `fields.3.showWhen.and.0` the field's path and `showWhen`. */
function partAt(path: string, form: FormDefinition) {
  const match = /^(fields\.\d+(?:\.fields\.\d+)?)\.(\w+)/.exec(path);
  const part = parts.find((each) => each === match?.[2]);
  const field = match?.[1];
  if (!part || !field) return undefined;
  // A list that holds no row at all, and a photo of none, would be no field any more.
  const isNeeded = part === 'max' && ['group', 'photos'].includes(fieldAt(form, field)?.type ?? '');
  return isNeeded ? undefined : { field, part };
}

function fieldAt(form: FormDefinition, path: string) {
  const [first, second] = path.match(/\d+/g)?.map(Number) ?? [];
  const field = form.fields[first ?? -1];
  return field?.type === 'group' && second !== undefined ? field.fields[second] : field;
}

function removePart(form: FormDefinition, path: string, part: string): void {
  const field = fieldAt(form, path) as Record<string, unknown> | undefined;
  if (field) delete field[part];
}

/** The row from which the field at a path came. */
function rowAt(path: string, form: FormDefinition, rows: QuestionRow[]): QuestionRow | undefined {
  const [first, second] = /^fields\.(\d+)(?:\.fields\.(\d+))?/.exec(path)?.slice(1) ?? [];
  if (first === undefined) return undefined;
  const row = rows[Number(first)];
  const field = form.fields[Number(first)];
  if (second === undefined || field?.type !== 'group') return row;
  const code = field.fields[Number(second)]?.code;
  return row?.inner.find((each) => each.code === code) ?? row;
}
