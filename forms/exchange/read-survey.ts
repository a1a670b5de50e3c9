import type { Condition, Text } from '../definition.ts';
import { conditionOf, type Lookup, NotCarried } from './condition-of-expression.ts';
import { type Parsed, parseExpression } from './expression.ts';
import { excerpt, expressionParams, type Note } from './findings.ts';
import type { QuestionTypeName } from './question-types.ts';
import type { OptionList } from './read-choices.ts';
import type { Languages, NamedRow } from './sheets.ts';

/** What all parts of the reading of one workbook share. */
export type Reading = {
  languages: Languages;
  lists: ReadonlyMap<string, OptionList>;
  note: Note;
  /** Groups whose condition was read: what is wrong with it is told once. */
  groupsTold: Set<NamedRow>;
  /** Expressions that were read: that of a group is one of each of its questions. */
  parsed: Map<string, Parsed>;
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

/** Reads the condition in a column; undefined where there is none, or none that can be carried over. */
export function conditionIn(
  row: NamedRow,
  column: string,
  lookup: Lookup,
  { note, parsed }: Pick<Reading, 'note' | 'parsed'>,
): Condition | undefined {
  const text = row.cells.get(column);
  if (text === undefined) return undefined;
  const place = { ...placeOf(row), column };
  const read = parsed.get(text) ?? parseExpression(text);
  parsed.set(text, read);
  if ('problem' in read) {
    note({ code: 'expression_not_readable', ...place, params: expressionParams(read.problem) });
    return undefined;
  }
  try {
    return conditionOf(read.expression, lookup);
  } catch (error) {
    if (!(error instanceof NotCarried)) throw error;
    note({ code: 'expression_not_carried', ...place, params: { part: excerpt(error.part) } });
    return undefined;
  }
}
