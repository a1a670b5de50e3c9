import { type TUnsafe, Type } from 'typebox';
import type { Text } from '../definition.ts';
import { joiners } from '../joiners.ts';
import { listWithCodes, nonEmptyText, optional, text, whole } from '../schema.ts';
import { type FieldFrom, schemaOf, type Traits, type Wording } from './field-type.ts';
import { checkLimits } from './limits.ts';

/** The most rows that a group may ask for. */
const ROWS = 100;

const issues = {
  not_a_row: {
    zh: '此行内容无法识别，请重新填写。',
    en: 'This row could not be read. Please fill it in again.',
  },
  too_few_rows: { zh: '请至少填写 {min} 项。', en: 'Please add at least {min}.' },
  before_row_above: {
    zh: '不能早于上一项的 {min}。',
    en: 'This cannot be before the entry above, which is {min}.',
  },
  too_many_rows: { zh: '最多填写 {max} 项。', en: 'At most {max} can be added.' },
} satisfies Record<string, Text>;

type RowLike = { type: string; code: string; label: Text };
type WordsOf<F> = (field: F, value: unknown, wording: Wording) => string;

const properties = {
  min: optional(whole(0, ROWS)),
  max: whole(1, ROWS),
  /** Code of a date in the rows that never goes back: none lies before that of the row above. */
  ascending: optional(nonEmptyText),
  /** Title of one row; `{n}` becomes its number, from 1. */
  rowLabel: text,
};

/** Stated, not inferred from the schema: inferring from a schema that is not known yet takes the compiler seconds. */
type GroupOf<F> = FieldFrom<'group', typeof properties> & { fields: F[] };

/**
 * A group of fields that may stand in a row. Value: list of rows, each an object of the row's
 * fields; what is personal, and what is stored as a file, its fields say. The validator cleans rows,
 * for it knows which fields of a row are shown.
 */
export function groupOf<F extends RowLike>(rowField: TUnsafe<F>, wordsOf: WordsOf<F>) {
  const fields = listWithCodes(rowField, { min: 1, max: 50 });
  const schema = Type.Unsafe<GroupOf<F>>(schemaOf('group', { fields, ...properties }));
  type Rows = { [code: string]: unknown }[];
  const rowWords = (field: GroupOf<F>, row: Rows[number], index: number, wording: Wording) => {
    const { lang } = wording;
    const parts = field.fields.flatMap((each) => {
      const value = row[each.code];
      const words = value === undefined ? '' : wordsOf(each, value, wording);
      return words === '' ? [] : [`${each.label[lang]}${joiners[lang].colon}${words}`];
    });
    const label = field.rowLabel[lang].replace('{n}', String(index + 1));
    return `${label}${joiners[lang].colon}${parts.join(joiners[lang].semicolon)}`;
  };
  const traits: Traits<GroupOf<F>, Rows, keyof typeof issues> = {
    issues,
    plain: false,
    personal: null,
    size: 'block',
    compares: null,
    words: (field, rows, wording) =>
      rows.map((row, index) => rowWords(field, row, index, wording)).join('\n'),
    check(field, path, reach, report) {
      checkLimits(field, path, reach, report);
      if (field.ascending === undefined) return;
      const dated = field.fields.find(({ code }) => code === field.ascending);
      const params = { code: field.ascending.slice(0, 64) };
      if (!dated) report(`${path}.ascending`, 'unknown_reference', params);
      else if (dated.type !== 'date') report(`${path}.ascending`, 'wrong_reference', params);
    },
  };
  return { ...traits, type: 'group' as const, schema };
}
