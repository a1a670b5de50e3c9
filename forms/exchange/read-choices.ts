import type { Option } from '../definition.ts';
import { optionCodeOf } from './codes.ts';
import { isListedInChoices } from './columns.ts';
import { excerpt, type Note } from './findings.ts';
import { type Languages, type NamedRow, textIn } from './sheets.ts';

/** The options of one list; `codes` finds them by the names that the workbook gives them. */
export type OptionList = {
  options: Option[];
  codes: Map<string, string>;
  /** The row of each option. */
  rows: number[];
};

const emptyList = (): OptionList => ({ options: [], codes: new Map(), rows: [] });

/** Reads the lists of options by their names. */
export function readChoices(
  rows: readonly NamedRow[],
  languages: Languages,
  note: Note,
): Map<string, OptionList> {
  const lists = new Map<string, OptionList>();
  const taken = new Map<string, Set<string>>();
  for (const row of rows) {
    const { cells, number } = row;
    const place = { sheet: 'choices', row: number };
    const [list, name] = [cells.get('list_name'), cells.get('name')];
    for (const [column, value] of cells) {
      if (!isListedInChoices(column)) continue;
      const params = { column, value: excerpt(value) };
      note({ code: 'column_not_carried', ...place, column, params });
    }
    if (list === undefined || name === undefined) {
      const column = list === undefined ? 'list_name' : 'name';
      note({ code: 'choice_without_name', ...place, column });
      continue;
    }
    const into = lists.get(list) ?? emptyList();
    const codes = taken.get(list) ?? new Set<string>();
    lists.set(list, into);
    taken.set(list, codes);
    const code = optionCodeOf(name, codes);
    codes.add(code);
    if (code !== name) {
      note({
        code: 'option_renamed',
        ...place,
        column: 'name',
        params: { from: excerpt(name), to: code },
      });
    }
    const label = textIn(row, 'label', languages, note) ?? { zh: name, en: name };
    into.options.push({ code, label });
    if (!into.codes.has(name)) into.codes.set(name, code);
    into.rows.push(number);
  }
  return lists;
}

/** The words of a yes/no field; a list of just these is one. */
const answers: Record<string, string[]> = { yes: ['yes', '是'], no: ['no', '否'] };

/** Whether a list says no more than yes and no, in the words of a yes/no field. */
export function isYesNo(options: readonly Option[]): boolean {
  return (
    options.length === 2 &&
    Object.entries(answers).every(([code, words]) => {
      const label = options.find((option) => option.code === code)?.label;
      return label && [label.zh, label.en].every((each) => words.includes(each.toLowerCase()));
    })
  );
}
