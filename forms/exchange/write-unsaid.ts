import type { Field, RowField, Text } from '../definition.ts';
import { fieldTypeNames } from '../fields/type-names.ts';
import type { Note } from './findings.ts';

/** Where a field stands, for what is noted about it. */
export type Place = { path: string; siblings: readonly RowField[] };

const words = {
  unit: { zh: '单位', en: 'the unit' },
  writtenAs: { zh: '书写方式', en: 'how it is written' },
  patternHint: { zh: '格式提示', en: 'the message for the format' },
  photos: { zh: '多张照片', en: 'more than one photo' },
  reasons: { zh: '无位置的原因', en: 'reasons for having no location' },
  rows: { zh: '行数限制', en: 'how many rows there may be' },
  rowLabel: { zh: '每行标题', en: 'the title of each row' },
  ascending: { zh: '日期先后顺序', en: 'the order of dates' },
  hint: { zh: '提示', en: 'the hint' },
  required: { zh: '必填', en: 'that it is required' },
  requireWhen: { zh: '必填条件', en: 'when it is required' },
} satisfies Record<string, Text>;

/** Notes what a field says and the format cannot. */
export function noteUnsaid(field: Field, path: string, note: Note): void {
  for (const part of unsaidOf(field)) {
    const { zh, en } = words[part];
    note({ code: 'property_not_carried', path, params: { property_zh: zh, property_en: en } });
  }
  if (field.type === 'region' || field.type === 'identity' || field.type === 'phone') {
    const { zh, en } = fieldTypeNames[field.type];
    note({ code: 'becomes_text', path, params: { type_zh: zh, type_en: en } });
  }
}

/** The most rows that a group can have: the format need not say so. */
const mostRows = 100;

function unsaidOf(field: Field): (keyof typeof words)[] {
  const unsaid: [part: keyof typeof words, isSo: boolean][] = [
    ['requireWhen', field.required && field.requireWhen !== undefined],
  ];
  switch (field.type) {
    case 'number':
      unsaid.push(['unit', field.unit !== undefined]);
      break;
    case 'text':
      unsaid.push(['writtenAs', field.writtenAs !== undefined]);
      unsaid.push(['patternHint', field.patternHint !== undefined && field.pattern === undefined]);
      break;
    case 'photos':
      unsaid.push(['photos', field.max > 1]);
      break;
    case 'position':
      unsaid.push(['reasons', (field.reasonsAllowed?.length ?? 0) > 0]);
      break;
    case 'declaration':
      unsaid.push(['hint', field.hint !== undefined]);
      break;
    case 'group': {
      const { min, max, label, rowLabel, required } = field;
      const isFixed = min === max;
      unsaid.push(['rows', !isFixed && (min !== undefined || max !== mostRows)]);
      unsaid.push(['required', required !== isFixed]);
      unsaid.push(['requireWhen', !required && field.requireWhen !== undefined]);
      unsaid.push(['ascending', field.ascending !== undefined]);
      const isUsual = rowLabel.zh === `${label.zh} {n}` && rowLabel.en === `${label.en} {n}`;
      unsaid.push(['rowLabel', !isUsual]);
      break;
    }
  }
  return unsaid.flatMap(([part, isSo]) => (isSo ? [part] : []));
}
