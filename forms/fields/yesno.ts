import type { Cleaner } from '../cleaning.ts';
import type { Text } from '../definition.ts';
import { defineFieldType } from './field-type.ts';

const yes = { zh: '是', en: 'Yes' };
const no = { zh: '否', en: 'No' };

const issues = {
  choose_yes_or_no: { zh: '请选择“是”或“否”。', en: 'Please choose yes or no.' },
} satisfies Record<string, Text>;

/** Value: boolean. */
export const yesno = defineFieldType({
  type: 'yesno',
  properties: {},
  issues,
  plain: true,
  atCheck: true,
  personal: null,
  size: 'glance',
  compares: 'boolean',
  clean: (): Cleaner<boolean, keyof typeof issues> => (raw, run) =>
    typeof raw === 'boolean' ? raw : run.refuse('choose_yes_or_no'),
  words: (_, value, { lang }) => (value ? yes : no)[lang],
  columns: () => [{ kind: 'text', width: 12, cell: (value, { lang }) => (value ? yes : no)[lang] }],
});
