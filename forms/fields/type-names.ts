import type { FieldType, Text } from '../definition.ts';

/** What whoever builds a form calls the types of its fields. */
export const fieldTypeNames: Record<FieldType, Text> = {
  yesno: { zh: '是/否', en: 'Yes or no' },
  number: { zh: '数字', en: 'Number' },
  text: { zh: '单行文本', en: 'Short text' },
  longtext: { zh: '多行文本', en: 'Long text' },
  choice: { zh: '单选', en: 'Single choice' },
  choices: { zh: '多选', en: 'Multiple choice' },
  date: { zh: '日期', en: 'Date' },
  datetime: { zh: '日期和时间', en: 'Date and time' },
  photos: { zh: '照片', en: 'Photos' },
  declaration: { zh: '承诺', en: 'Declaration' },
  region: { zh: '地区', en: 'Region' },
  identity: { zh: '证件', en: 'Identity document' },
  phone: { zh: '电话', en: 'Phone' },
  position: { zh: '位置', en: 'Location' },
  group: { zh: '重复组', en: 'Repeated group' },
};
