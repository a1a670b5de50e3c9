import type { Field, FormDefinition, Lang, RowField, Text } from '../definition.ts';
import { printExpression } from './expression.ts';
import { expressionOf, type FieldOfCode } from './expression-of-condition.ts';
import { excerpt, type Finding, findingsCollector, type Note } from './findings.ts';
import { timeOfDay } from './question-types.ts';
import { isYesNo } from './read-choices.ts';
import { languageNames } from './sheets.ts';
import { readTitle, writeTitle } from './titles.ts';
import { constraintOf } from './write-constraint.ts';
import { noteUnsaid, type Place } from './write-unsaid.ts';

/** A sheet to be written: the names of its columns, and its rows. */
export type WrittenSheet = { name: string; rows: string[][] };

export type WrittenXlsForm = { sheets: WrittenSheet[]; findings: Finding[] };

type Options = { version?: string; language?: Lang };

/** What is written of one row, by the names of its columns. */
type Cells = Record<string, string>;

const label = (lang: Lang) => `label::${languageNames[lang]}`;
const hint = (lang: Lang) => `hint::${languageNames[lang]}`;
const message = (lang: Lang) => `constraint_message::${languageNames[lang]}`;

const surveyColumns = [
  ...['type', 'name', label('zh'), label('en'), hint('zh'), hint('en'), 'required', 'relevant'],
  ...['constraint', message('zh'), message('en'), 'appearance', 'repeat_count'],
];
const choiceColumns = ['list_name', 'name', label('zh'), label('en')];
const settingColumns = ['form_title', 'form_id', 'version', 'default_language'];

/** Writes a form as the sheets of an XLSForm; what the format has nothing for is listed. */
export function writeXlsForm(form: FormDefinition, options: Options = {}): WrittenXlsForm {
  const { findings, note } = findingsCollector();
  const { version, language = 'zh' } = options;
  noteUnsaidOfForm(form, note);
  const written: Written = { survey: [], choices: [], form, note, lists: new Set() };
  if (form.intro) {
    written.survey.push({
      type: 'note',
      name: freeName('intro', form),
      ...both(label, form.intro),
    });
  }
  writeFields(written);
  const title = writeTitle(form.title);
  const settings: Cells = {
    ...{ form_title: title, form_id: form.code },
    ...(version !== undefined && { version }),
    default_language: languageNames[language],
  };
  return {
    sheets: [
      sheetOf('survey', surveyColumns, written.survey),
      sheetOf('choices', choiceColumns, written.choices),
      sheetOf('settings', settingColumns, [settings]),
    ],
    findings,
  };
}

type Written = {
  survey: Cells[];
  choices: Cells[];
  form: FormDefinition;
  note: Note;
  /** Names of lists that there are. */
  lists: Set<string>;
};

function both(column: (lang: Lang) => string, { zh, en }: Text): Cells {
  return { [column('zh')]: zh, [column('en')]: en };
}

/** Columns in which nothing stands are left out, but for those that each workbook has. */
function sheetOf(name: string, columns: string[], rows: Cells[]): WrittenSheet {
  const kept = columns.filter(
    (column, index) => index < 4 || rows.some((row) => row[column] !== undefined),
  );
  return { name, rows: [kept, ...rows.map((row) => kept.map((column) => row[column] ?? ''))] };
}

function freeName(wanted: string, form: FormDefinition): string {
  const taken = new Set(form.fields.map(({ code }) => code));
  let name = wanted;
  while (taken.has(name)) name += '_';
  return name;
}

/** Parts of a form that are about what follows from a report, of which the format knows nothing. */
const formParts = {
  icon: { zh: '图标', en: 'icon' },
  allNo: { zh: '全部选否', en: 'all no' },
  alerts: { zh: '预警', en: 'alerts' },
  doubts: { zh: '存疑提问', en: 'questions in doubt' },
  incompleteWhen: { zh: '未完成条件', en: 'when it stays incomplete' },
  checks: { zh: '与里程碑的核对', en: 'checks against milestones' },
} satisfies Partial<Record<keyof FormDefinition, Text>>;

function noteUnsaidOfForm(form: FormDefinition, note: Note): void {
  for (const [part, { zh, en }] of Object.entries(formParts)) {
    if (form[part as keyof typeof formParts] === undefined) continue;
    note({
      code: 'property_not_carried',
      path: part,
      params: { property_zh: zh, property_en: en },
    });
  }
  const title = readTitle(writeTitle(form.title));
  if (title.zh !== form.title.zh || title.en !== form.title.en) {
    const params = { property_zh: '两种语言的标题', property_en: 'the title in both languages' };
    note({ code: 'property_not_carried', path: 'title', params });
  }
}

/** The fields, those of a section within a group. */
function writeFields(written: Written): void {
  const { form, survey, note } = written;
  const begun = new Set<string>();
  let open: string | undefined;
  const close = () => {
    if (open !== undefined) survey.push({ type: 'end_group' });
    open = undefined;
  };
  form.fields.forEach((field, index) => {
    const section = form.sections?.find(({ code }) => code === field.section);
    if (section?.code !== open) {
      close();
      if (section) {
        let name = section.code;
        if (begun.has(name)) {
          const params = { name: excerpt(section.label.en) };
          note({ code: 'section_split', path: `fields.${index}.section`, params });
          while (begun.has(name)) name += '_';
        }
        begun.add(name);
        survey.push({ type: 'begin_group', name, ...both(label, section.label) });
        open = section.code;
      }
    }
    writeField(field, `fields.${index}`, [], written);
  });
  close();
}

function writeField(
  field: Field,
  path: string,
  siblings: readonly RowField[],
  written: Written,
): void {
  const { form, survey, note } = written;
  const fieldOf: FieldOfCode = (code) =>
    siblings.find((each) => each.code === code) ?? form.fields.find((each) => each.code === code);
  noteUnsaid(field, path, note);
  const constraint = constraintOf(field);
  const isTime = isTimeOfDay(field);
  const cells: Cells = {
    ...typeCells(field, { path, siblings }, written),
    name: field.code,
    ...both(label, field.label),
    ...hintCells(field),
    ...(field.required && field.type !== 'group' && { required: 'yes' }),
    ...(!field.required &&
      field.type !== 'group' &&
      field.requireWhen && { required: printExpression(expressionOf(field.requireWhen, fieldOf)) }),
    ...(field.showWhen && { relevant: printExpression(expressionOf(field.showWhen, fieldOf)) }),
    ...(constraint && !isTime && { constraint: printExpression(constraint) }),
    ...messageCells(field, isTime),
  };
  survey.push(cells);
  if (field.type !== 'group') return;
  field.fields.forEach((each, index) => {
    writeField(each, `${path}.fields.${index}`, field.fields, written);
  });
  survey.push({ type: 'end_repeat' });
}

function hintCells(field: Field): Cells {
  if (field.type !== 'declaration') return field.hint ? both(hint, field.hint) : {};
  const { text, label: own } = field;
  return text.zh === own.zh && text.en === own.en ? {} : both(hint, text);
}

function isTimeOfDay(field: Field): boolean {
  const { maxLength, pattern } = timeOfDay;
  return field.type === 'text' && field.pattern === pattern && field.maxLength === maxLength;
}

function messageCells(field: Field, isTime: boolean): Cells {
  if (field.type !== 'text' || !field.patternHint) return {};
  const { zh, en } = timeOfDay.patternHint;
  const isUsual = isTime && field.patternHint.zh === zh && field.patternHint.en === en;
  return isUsual ? {} : both(message, field.patternHint);
}

function typeCells(field: Field, place: Place, written: Written): Cells {
  switch (field.type) {
    case 'yesno':
      return { type: `select_one ${yesNoList(written)}` };
    case 'choice':
    case 'choices': {
      if (field.type === 'choice' && isYesNo(field.options)) {
        written.note({ code: 'becomes_yes_no', path: place.path });
      }
      const type = field.type === 'choice' ? 'select_one' : 'select_multiple';
      return { type: `${type} ${optionList(field, place.path, written)}` };
    }
    case 'number':
      return { type: field.decimals === 0 ? 'integer' : 'decimal' };
    case 'text':
      return { type: isTimeOfDay(field) ? 'time' : 'text' };
    case 'longtext':
      return { type: 'text', appearance: 'multiline' };
    case 'date':
      return { type: 'date' };
    case 'datetime':
      return { type: 'dateTime' };
    case 'photos':
      return { type: 'image' };
    case 'position':
      return { type: 'geopoint' };
    case 'declaration':
      return { type: 'acknowledge' };
    case 'group': {
      const type = 'begin_repeat';
      return field.min === field.max ? { type, repeat_count: String(field.max) } : { type };
    }
    // What these ask for is typed there.
    case 'region':
    case 'identity':
    case 'phone':
      return { type: 'text' };
    default:
      return field satisfies never;
  }
}

const yesNo = 'yes_no';
const answers = [
  { code: 'yes', label: { zh: '是', en: 'Yes' } },
  { code: 'no', label: { zh: '否', en: 'No' } },
];

function yesNoList(written: Written): string {
  if (!written.lists.has(yesNo)) writeOptions(yesNo, answers, written);
  return yesNo;
}

function optionList(
  field: Extract<Field, { type: 'choice' | 'choices' }>,
  path: string,
  written: Written,
): string {
  // Rows of several groups may have fields of one code.
  const name = written.lists.has(field.code) ? path.replace(/\W+/g, '_') : field.code;
  writeOptions(name, field.options, written);
  return name;
}

function writeOptions(
  name: string,
  options: readonly { code: string; label: Text }[],
  { choices, lists }: Written,
): void {
  lists.add(name);
  for (const { code, label: own } of options) {
    choices.push({ list_name: name, name: code, ...both(label, own) });
  }
}
