import type { Lang, Text } from '../definition.ts';
import { excerpt, type Note, type SheetName } from './findings.ts';

/** A row that holds something; `number` counts from 1, as the spreadsheet program shows it. */
export type SheetRow = {
  number: number;
  cells: readonly string[];
  /** A formula stands in it whose result the file does not hold. */
  isUnvalued?: boolean;
};

/** The sheets of a workbook by their names, each with its rows. */
export type Workbook = { name: string; rows: readonly SheetRow[] }[];

/** One row by the names of its columns: `type`, `label::en`. */
export type NamedRow = { sheet: SheetName; number: number; cells: ReadonlyMap<string, string> };

/** The same column under the names that it had over the years. */
const synonyms: Record<string, string> = {
  caption: 'label',
  command: 'type',
  tag: 'name',
  value: 'name',
  list: 'list_name',
  relevance: 'relevant',
  'bind::relevant': 'relevant',
  'bind::required': 'required',
  'bind::constraint': 'constraint',
  'bind::jr:constraintmsg': 'constraint_message',
  'constraint-msg': 'constraint_message',
  constraining_message: 'constraint_message',
  requiredmsg: 'required_message',
  'bind::jr:requiredmsg': 'required_message',
  calculate: 'calculation',
  'bind::calculate': 'calculation',
  readonly: 'read_only',
  'bind::readonly': 'read_only',
  count: 'repeat_count',
  'repeat-count': 'repeat_count',
  'jr:count': 'repeat_count',
  'control::appearance': 'appearance',
  'body::appearance': 'appearance',
  image: 'media::image',
  audio: 'media::audio',
  video: 'media::video',
  'big-image': 'media::big-image',
  set_form_title: 'form_title',
  title: 'form_title',
  set_form_id: 'form_id',
  id_string: 'form_id',
};

const translated = ['label', 'hint', 'guidance_hint', 'constraint_message', 'required_message'];

/** The language that a name means: `English (en)`, `中文`, `zh-CN`. */
export function languageOf(name: string): Lang | undefined {
  const tag = /\(([^)]+)\)\s*$/.exec(name)?.[1] ?? name;
  if (/^en([-_]|$)/i.test(tag.trim()) || /^english\b/i.test(name)) return 'en';
  if (/^(zh|cmn)([-_]|$)/i.test(tag.trim()) || /^(chinese|mandarin)\b|中文|汉语/i.test(name))
    return 'zh';
  return undefined;
}

/** The names of languages in the workbooks that are written. */
export const languageNames: Record<Lang, string> = { zh: '中文 (zh)', en: 'English (en)' };

/** The name by which the reader knows a column; null for one in a language that forms do not have. */
function columnName(header: string): string | null {
  const [head = '', ...rest] = header.trim().split(/\s*::?\s*/);
  const first = head.toLowerCase().replace(/\s+/g, '_');
  const base = synonyms[first] ?? first;
  if (rest.length > 0 && translated.includes(base)) {
    const lang = languageOf(rest.join(':'));
    return lang ? `${base}::${lang}` : null;
  }
  const whole = header
    .trim()
    .toLowerCase()
    .replace(/\s*::\s*/g, '::')
    .replace(/\s+/g, '_');
  const media = /^(?:media::)?(image|audio|video|big-image)(?:::|$)/.exec(whole);
  if (media && rest.length > 0) return `media::${media[1]}`;
  return synonyms[whole] ?? whole;
}

const mostRows: Record<SheetName, number> = { survey: 5_000, choices: 20_000, settings: 50 };

/** The rows of a sheet below its header; columns that are not read are noted once each. */
export function namedRows(
  sheet: SheetName,
  rows: readonly SheetRow[],
  known: (column: string) => boolean,
  note: Note,
): NamedRow[] {
  const [header, ...body] = rows;
  const columns = new Map<number, string>();
  header?.cells.forEach((cell, index) => {
    const place = { sheet, row: header.number, column: excerpt(cell) };
    if (cell.trim() === '') return;
    const name = columnName(cell);
    const params = { column: excerpt(cell) };
    if (name === null) note({ code: 'language_not_carried', ...place, params });
    else if (!known(name)) note({ code: 'unknown_column', ...place, params });
    // Several media of one question are as little carried over as one.
    else if ([...columns.values()].includes(name) && !name.startsWith('media::'))
      note({ code: 'duplicate_column', ...place, params });
    else columns.set(index, name);
  });
  const max = mostRows[sheet];
  if (body.length > max) {
    note({ code: 'too_many_rows', sheet, row: body[max]?.number ?? 0, params: { max } });
  }
  return body.slice(0, max).flatMap(({ number, cells, isUnvalued = false }) => {
    if (isUnvalued) note({ code: 'formula_without_value', sheet, row: number });
    const named = new Map<string, string>();
    for (const [index, name] of columns) {
      const text = cells[index]?.trim() ?? '';
      if (text !== '' && !named.has(name)) named.set(name, text);
    }
    return named.size > 0 ? [{ sheet, number, cells: named }] : [];
  });
}

/** How texts are read: what stands in a column without a language, and which languages there are at all. */
export type Languages = { usual: Lang | undefined; given: ReadonlySet<Lang> };

/** The languages in which the columns of these rows are. */
export function languagesIn(rows: readonly NamedRow[], usual: Lang | undefined): Set<Lang> {
  const given = new Set<Lang>();
  for (const { cells } of rows) {
    for (const [name, text] of cells) {
      if (name.endsWith('::zh')) given.add('zh');
      if (name.endsWith('::en')) given.add('en');
      if (name === 'label') given.add(plainLanguage(text, usual));
    }
  }
  return given;
}

const han = /\p{Script=Han}/u;

/** The language of a text in a column that names none. */
function plainLanguage(text: string, usual: Lang | undefined): Lang {
  return usual ?? (han.test(text) ? 'zh' : 'en');
}

/** A text of a row in both languages; undefined where it is blank in each. */
export function textIn(
  row: NamedRow,
  column: string,
  languages: Languages,
  note: Note,
): Text | undefined {
  const { cells, sheet, number } = row;
  const plain = cells.get(column);
  const own = plain === undefined ? undefined : plainLanguage(plain, languages.usual);
  const zh = cells.get(`${column}::zh`) ?? (own === 'zh' ? plain : undefined);
  const en = cells.get(`${column}::en`) ?? (own === 'en' ? plain : undefined);
  const either = zh ?? en;
  if (either === undefined) return undefined;
  const place = { sheet, row: number, column };
  // A form in one language alone is told once.
  if ((zh === undefined || en === undefined) && languages.given.size > 1) {
    note({ code: 'translation_missing', ...place });
  }
  noteMarks(`${zh ?? ''}${en ?? ''}`, place, note);
  return { zh: zh ?? either, en: en ?? either };
}

function noteMarks(text: string, place: object, note: Note): void {
  const reference = /\$\{[^}]*\}/.exec(text)?.[0];
  if (reference) {
    note({ code: 'reference_in_text', ...place, params: { value: excerpt(reference) } });
  }
  if (/\*\*|__|<\/?[a-z]|^#{1,6} |\]\(/im.test(text))
    note({ code: 'styling_not_carried', ...place });
}
