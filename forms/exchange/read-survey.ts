import type { Condition, Text } from '../definition.ts';
import { fieldCodeOf } from './codes.ts';
import { conditionOf, type Lookup, NotCarried, type Question } from './condition-of-expression.ts';
import { parseExpression } from './expression.ts';
import { excerpt, expressionParams, type Note } from './findings.ts';
import { type QuestionTypeName, questionTypes, readTypeCell } from './question-types.ts';
import { isYesNo, type OptionList } from './read-choices.ts';
import { type Languages, type NamedRow, textIn } from './sheets.ts';

/** What all parts of the reading of one workbook share. */
export type Reading = {
  languages: Languages;
  lists: ReadonlyMap<string, OptionList>;
  note: Note;
  /** Groups whose condition was read: what is wrong with it is told once. */
  groupsTold: Set<NamedRow>;
};

/** A row that becomes a field, with what stands around it. */
export type QuestionRow = {
  row: NamedRow;
  type: QuestionTypeName | 'repeat';
  name: string;
  code: string;
  list: OptionList | undefined;
  orOther: boolean;
  section: string | undefined;
  /** The expressions under which the groups around it are shown, outermost first. */
  relevant: NamedRow[];
  /** The questions of a repeat. */
  inner: QuestionRow[];
  lookup: Lookup;
};

export type SurveyOutline = {
  questions: QuestionRow[];
  sections: { code: string; label: Text }[];
  intro: Text | undefined;
};

/** Gives each question and section a code: those of a row are unlike its siblings' and the form's own. */
type CodeKeeper = { next(name: string, repeat: QuestionRow | undefined): string };

function codeKeeper(): CodeKeeper {
  const own = new Set<string>();
  const all = new Set<string>();
  const inRows = new Map<QuestionRow, Set<string>>();
  return {
    next(name, repeat) {
      const siblings = (repeat && inRows.get(repeat)) ?? new Set<string>();
      const code = fieldCodeOf(name, repeat ? new Set([...own, ...siblings]) : all);
      (repeat ? siblings : own).add(code);
      all.add(code);
      if (repeat) inRows.set(repeat, siblings);
      return code;
    },
  };
}

/** A group or repeat that has begun. */
type Frame = {
  what: 'group' | 'repeat';
  row: NamedRow;
  /** Questions within a repeat that is not carried over are listed and left out. */
  isLost: boolean;
  repeat: QuestionRow | undefined;
  section: string | undefined;
};

/**
 * Goes through the rows once: which become fields, under which codes, in which sections and repeats.
 * Expressions are read afterwards, for they may look at what stands further down.
 */
export function outlineOf(rows: readonly NamedRow[], reading: Reading): SurveyOutline {
  const { note } = reading;
  const outline: SurveyOutline = { questions: [], sections: [], intro: undefined };
  const frames: Frame[] = [];
  const codes = codeKeeper();
  const formQuestions = new Map<string, Question>();
  const rowQuestions = new Map<QuestionRow, Map<string, Question>>();

  const begin = (row: NamedRow, what: Frame['what']) => {
    const around = frames.at(-1);
    const isLost =
      around?.isLost === true || (what === 'repeat' && repeatAround(frames) !== undefined);
    const name = row.cells.get('name') ?? '';
    const frame: Frame = { what, row, isLost, repeat: undefined, section: around?.section };
    frames.push(frame);
    if (isLost) {
      if (around?.isLost) note({ code: 'row_not_read', ...placeOf(row) });
      else note({ code: 'repeat_nested', ...placeOf(row), params: { name: excerpt(name) } });
      return;
    }
    if (what === 'repeat') {
      frame.repeat = add(row, 'repeat', '', false);
    } else {
      noteOthers(row, ['type', 'name', 'label', 'relevant'], note);
      frame.section = sectionOf(row, name, frames, outline, codes, reading);
    }
  };

  const end = (row: NamedRow, what: Frame['what']) => {
    const index = frames.findLastIndex((each) => each.what === what);
    if (index !== frames.length - 1 || index < 0) {
      note({ code: 'unclosed_group', ...placeOf(row), column: 'type' });
    }
    if (index >= 0) frames.length = index;
  };

  const add = (
    row: NamedRow,
    type: QuestionRow['type'],
    listName: string,
    orOther: boolean,
  ): QuestionRow => {
    const name = row.cells.get('name') ?? '';
    const repeat = repeatAround(frames);
    const code = codes.next(name, repeat);
    if (name === '') note({ code: 'name_missing', ...placeOf(row), column: 'name' });
    else if (code !== name) noteRenamed(row, name, code, note);
    const siblings = repeat ? rowQuestions.get(repeat) : formQuestions;
    const list = listOf(row, type, listName, reading);
    const question: QuestionRow = {
      ...{ row, type, name, code, list, orOther, inner: [] },
      section: repeat ? undefined : frames.at(-1)?.section,
      relevant: framesSince(frames, repeat).flatMap((frame) =>
        frame.row.cells.has('relevant') && frame.row !== row ? [frame.row] : [],
      ),
      lookup: (asked) =>
        (repeat && rowQuestions.get(repeat)?.get(asked)) ?? formQuestions.get(asked),
    };
    const asked = questionOf(question);
    if (name !== '' && asked && !siblings?.has(name)) siblings?.set(name, asked);
    if (type === 'repeat') rowQuestions.set(question, new Map());
    (repeat?.inner ?? outline.questions).push(question);
    if (orOther && list) {
      const other = codes.next(`${code}Other`, repeat);
      note({ code: 'or_other_added', ...placeOf(row), column: 'type', params: { name: other } });
      const siblings = repeat?.inner ?? outline.questions;
      siblings.push({ ...question, type: 'text', name: '', code: other, list: undefined });
    }
    return question;
  };

  for (const row of rows) {
    const cell = row.cells.get('type');
    if (cell === undefined) {
      note({ code: 'type_unknown', ...placeOf(row), column: 'type', params: { type: '' } });
      continue;
    }
    const read = readTypeCell(cell);
    if (read.kind === 'begin') begin(row, read.what);
    else if (read.kind === 'end') end(row, read.what);
    else if (frames.at(-1)?.isLost) note({ code: 'row_not_read', ...placeOf(row) });
    else if (read.kind === 'unknown') {
      note({
        code: 'type_unknown',
        ...placeOf(row),
        column: 'type',
        params: { type: excerpt(cell) },
      });
    } else if (read.type === 'note' && isIntro(row, outline, frames)) {
      outline.intro = textIn(row, 'label', reading.languages, note);
      noteOthers(row, ['type', 'name', 'label'], note);
    } else if (questionTypes[read.type].fields.length === 0) {
      note({
        code: 'type_not_carried',
        ...placeOf(row),
        column: 'type',
        params: { type: read.type },
      });
    } else add(row, read.type, read.list, read.orOther);
  }
  const open = frames.at(-1);
  if (open) note({ code: 'unclosed_group', ...placeOf(open.row), column: 'type' });
  return outline;
}

export function placeOf(row: NamedRow) {
  return { sheet: row.sheet, row: row.number };
}

/** Lists what stands in columns of which nothing comes at this kind of row. */
export function noteOthers(row: NamedRow, carried: readonly string[], note: Note): void {
  for (const [column, value] of row.cells) {
    if (carried.includes(column.replace(/::(zh|en)$/, ''))) continue;
    const params = { column, value: excerpt(value) };
    note({ code: 'column_not_carried', ...placeOf(row), column, params });
  }
}

function noteRenamed(row: NamedRow, from: string, to: string, note: Note): void {
  note({ code: 'renamed', ...placeOf(row), column: 'name', params: { from: excerpt(from), to } });
}

const repeatAround = (frames: readonly Frame[]) =>
  frames.findLast((frame) => frame.repeat !== undefined)?.repeat;

/** The groups within the repeat; its own condition shows or hides the whole. */
function framesSince(frames: readonly Frame[], repeat: QuestionRow | undefined): readonly Frame[] {
  return repeat ? frames.slice(frames.findIndex((frame) => frame.repeat === repeat) + 1) : frames;
}

/** A note before all questions introduces the form. */
function isIntro(row: NamedRow, outline: SurveyOutline, frames: readonly Frame[]): boolean {
  return (
    outline.intro === undefined &&
    outline.questions.length === 0 &&
    frames.length === 0 &&
    !row.cells.has('relevant')
  );
}

/** The section that a group becomes: one with a label, outside of repeats. */
function sectionOf(
  row: NamedRow,
  name: string,
  frames: readonly Frame[],
  outline: SurveyOutline,
  codes: CodeKeeper,
  { languages, note }: Reading,
): string | undefined {
  const around = frames.at(-2)?.section;
  const params = { name: excerpt(name) };
  if (repeatAround(frames)) {
    note({ code: 'group_in_repeat', ...placeOf(row), params });
    return undefined;
  }
  const label = textIn(row, 'label', languages, note);
  if (!label) {
    note({ code: 'group_without_label', ...placeOf(row), column: 'label', params });
    return around;
  }
  if (around !== undefined) note({ code: 'group_nested', ...placeOf(row), params });
  const code = codes.next(name, undefined);
  if (code !== name) noteRenamed(row, name, code, note);
  outline.sections.push({ code, label });
  return code;
}

function listOf(
  row: NamedRow,
  type: QuestionRow['type'],
  name: string,
  { lists, note }: Reading,
): OptionList | undefined {
  if (type !== 'select_one' && type !== 'select_multiple') return undefined;
  const list = lists.get(name);
  if (!list) {
    note({
      code: 'options_missing',
      ...placeOf(row),
      column: 'type',
      params: { list: excerpt(name) },
    });
  }
  return list;
}

/** The field's type, as conditions need it. */
function questionOf({ type, code, list, orOther }: QuestionRow): Question | undefined {
  if (type === 'repeat') return { code, type: 'group' };
  if (type === 'select_one' && list && isYesNo(list.options) && !orOther)
    return { code, type: 'yesno' };
  const [first] = questionTypes[type].fields as Question['type'][];
  return first && { code, type: first, ...(list && { options: list.codes }) };
}

/** Reads the condition in a column; undefined where there is none, or none that can be carried over. */
export function conditionIn(
  row: NamedRow,
  column: string,
  lookup: Lookup,
  note: Note,
): Condition | undefined {
  const text = row.cells.get(column);
  if (text === undefined) return undefined;
  const place = { ...placeOf(row), column };
  const parsed = parseExpression(text);
  if ('problem' in parsed) {
    note({ code: 'expression_not_readable', ...place, params: expressionParams(parsed.problem) });
    return undefined;
  }
  try {
    return conditionOf(parsed.expression, lookup);
  } catch (error) {
    if (!(error instanceof NotCarried)) throw error;
    note({ code: 'expression_not_carried', ...place, params: { part: excerpt(error.part) } });
    return undefined;
  }
}
