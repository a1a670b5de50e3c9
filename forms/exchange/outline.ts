import { fieldCodeOf } from './codes.ts';
import type { Question } from './condition-of-expression.ts';
import { excerpt, type FindingCode, type Note } from './findings.ts';
import { questionTypes, readTypeCell } from './question-types.ts';
import { isYesNo, type OptionList } from './read-choices.ts';
import {
  noteOthers,
  placeOf,
  type QuestionRow,
  type Reading,
  type SurveyOutline,
} from './read-survey.ts';
import { type NamedRow, textIn } from './sheets.ts';

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

/** Groups within each other. */
const deepest = 20;

/** The rows on the way, and what was found so far. */
type Walk = {
  reading: Reading;
  outline: SurveyOutline;
  /** What has begun and not ended, outermost first. */
  frames: Frame[];
  codes: CodeKeeper;
  /** The form's own questions by their names, and those of each repeat. */
  questions: Map<string, Question>;
  inRows: Map<QuestionRow, Map<string, Question>>;
};

/**
 * Goes through the rows once: which become fields, under which codes, in which sections and repeats.
 * Expressions are read afterwards, for they may look at what stands further down.
 */
export function outlineOf(rows: readonly NamedRow[], reading: Reading): SurveyOutline {
  const walk: Walk = {
    reading,
    outline: { questions: [], sections: [], intro: undefined },
    ...{ frames: [], codes: codeKeeper(), questions: new Map(), inRows: new Map() },
  };
  for (const row of rows) readRow(row, walk);
  const open = walk.frames.at(-1);
  if (open) reading.note({ code: 'unclosed_group', ...placeOf(open.row), column: 'type' });
  return walk.outline;
}

function readRow(row: NamedRow, walk: Walk): void {
  const { languages, note } = walk.reading;
  const cell = row.cells.get('type') ?? '';
  const read = readTypeCell(cell);
  const noteType = (code: FindingCode, type: string) => {
    note({ code, ...placeOf(row), column: 'type', params: { type: excerpt(type) } });
  };
  if (read.kind === 'begin') begin(row, read.what, walk);
  else if (read.kind === 'end') end(row, read.what, walk);
  else if (walk.frames.at(-1)?.isLost) note({ code: 'row_not_read', ...placeOf(row) });
  else if (read.kind === 'unknown') noteType('type_unknown', cell);
  else if (read.type === 'note' && isIntro(row, walk)) {
    walk.outline.intro = textIn(row, 'label', languages, note);
    noteOthers(row, ['type', 'name', 'label'], note);
  } else if (questionTypes[read.type].fields.length === 0) noteType('type_not_carried', read.type);
  else add(row, read, walk);
}

function begin(row: NamedRow, what: Frame['what'], walk: Walk): void {
  const { frames, reading } = walk;
  const { note } = reading;
  const around = frames.at(-1);
  const isNested = what === 'repeat' && repeatAround(frames) !== undefined;
  const isLost = around?.isLost === true || isNested || frames.length >= deepest;
  const frame: Frame = { what, row, isLost, repeat: undefined, section: around?.section };
  frames.push(frame);
  if (isLost) {
    const code = isNested ? 'repeat_nested' : 'groups_too_deep';
    const params = { name: excerpt(nameOf(row)) };
    note(
      around?.isLost
        ? { code: 'row_not_read', ...placeOf(row) }
        : { code, ...placeOf(row), params },
    );
  } else if (what === 'repeat') {
    frame.repeat = add(row, { type: 'repeat', list: '', orOther: false }, walk);
  } else {
    noteOthers(row, ['type', 'name', 'label', 'relevant'], note);
    frame.section = sectionOf(row, walk);
  }
}

function end(row: NamedRow, what: Frame['what'], { frames, reading }: Walk): void {
  const index = frames.findLastIndex((each) => each.what === what);
  if (index !== frames.length - 1 || index < 0) {
    reading.note({ code: 'unclosed_group', ...placeOf(row), column: 'type' });
  }
  if (index >= 0) frames.length = index;
}

type Asked = { type: QuestionRow['type']; list: string; orOther: boolean };

function add(row: NamedRow, { type, list: listName, orOther }: Asked, walk: Walk): QuestionRow {
  const { frames, codes, outline, reading } = walk;
  const { note } = reading;
  const name = nameOf(row);
  const repeat = repeatAround(frames);
  const code = codes.next(name, repeat);
  if (name === '') note({ code: 'name_missing', ...placeOf(row), column: 'name' });
  else if (code !== name) noteRenamed(row, name, code, note);
  const rowQuestions = repeat && walk.inRows.get(repeat);
  const list = listOf(row, type, listName, reading);
  const question: QuestionRow = {
    ...{ row, type, name, code, list, orOther, inner: [] },
    section: repeat ? undefined : frames.at(-1)?.section,
    relevant: framesSince(frames, repeat).flatMap((frame) =>
      frame.row.cells.has('relevant') && frame.row !== row ? [frame.row] : [],
    ),
    lookup: (asked) => rowQuestions?.get(asked) ?? walk.questions.get(asked),
  };
  const found = questionOf(question);
  const siblings = rowQuestions ?? walk.questions;
  if (name !== '' && found && !siblings.has(name)) siblings.set(name, found);
  if (type === 'repeat') walk.inRows.set(question, new Map());
  const into = repeat?.inner ?? outline.questions;
  into.push(question);
  if (orOther && list) {
    const other = codes.next(`${code}Other`, repeat);
    note({ code: 'or_other_added', ...placeOf(row), column: 'type', params: { name: other } });
    into.push({ ...question, type: 'text', name: '', code: other, list: undefined });
  }
  return question;
}

const nameOf = (row: NamedRow) => row.cells.get('name') ?? '';

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
function isIntro(row: NamedRow, { outline, frames }: Walk): boolean {
  return (
    outline.intro === undefined &&
    outline.questions.length === 0 &&
    frames.length === 0 &&
    !row.cells.has('relevant')
  );
}

/** The section that a group becomes: one with a label, outside of repeats. */
function sectionOf(row: NamedRow, walk: Walk): string | undefined {
  const { frames, outline, codes } = walk;
  const { languages, note } = walk.reading;
  const name = nameOf(row);
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
  if (!first || !list) return first && { code, type: first };
  const options = orOther ? new Map([...list.codes, ['other', 'other']]) : list.codes;
  return { code, type: first, options };
}
