import type { Field, FormDefinition, Text } from '../definition.ts';

type KeysOf<F> = F extends unknown ? keyof F : never;

/** Every property of any type of field. */
export type FieldProperty = KeysOf<Field>;
export type FormProperty = keyof FormDefinition;

/** What properties are called where two versions are compared; one that is new must be named here. */
export const fieldProperties: Record<FieldProperty, Text> = {
  type: { zh: '类型', en: 'Type' },
  code: { zh: '代码', en: 'Code' },
  label: { zh: '名称', en: 'Label' },
  hint: { zh: '提示', en: 'Hint' },
  required: { zh: '必填', en: 'Required' },
  showWhen: { zh: '显示条件', en: 'Shown when' },
  requireWhen: { zh: '必填条件', en: 'Required when' },
  section: { zh: '所在小节', en: 'Section' },
  unit: { zh: '单位', en: 'Unit' },
  min: { zh: '下限', en: 'Lower limit' },
  max: { zh: '上限', en: 'Upper limit' },
  decimals: { zh: '小数位数', en: 'Decimal places' },
  maxLength: { zh: '最大长度', en: 'Longest text' },
  writtenAs: { zh: '书写方式', en: 'Written as' },
  pattern: { zh: '格式', en: 'Pattern' },
  patternHint: { zh: '格式提示', en: 'Message for the pattern' },
  options: { zh: '选项', en: 'Option' },
  text: { zh: '承诺内容', en: 'What is declared' },
  kinds: { zh: '证件种类', en: 'Kinds of documents' },
  country: { zh: '国家或地区', en: 'Country' },
  reasonsAllowed: { zh: '允许的无位置原因', en: 'Reasons allowed for having no location' },
  ascending: { zh: '按先后排列的日期', en: 'Date that never goes back' },
  rowLabel: { zh: '每行标题', en: 'Title of a row' },
  fields: { zh: '项目', en: 'Fields' },
};

export const formProperties: Record<FormProperty, Text> = {
  code: { zh: '代码', en: 'Code' },
  title: { zh: '标题', en: 'Title' },
  intro: { zh: '说明', en: 'Introduction' },
  icon: { zh: '图标', en: 'Icon' },
  fields: { zh: '项目', en: 'Fields' },
  sections: { zh: '小节', en: 'Section' },
  allNo: { zh: '全部选否', en: 'All no' },
  alerts: { zh: '预警', en: 'Alert' },
  doubts: { zh: '存疑提问', en: 'Question in doubt' },
  incompleteWhen: { zh: '未完成条件', en: 'Stays incomplete when' },
  checks: { zh: '与里程碑的核对', en: 'Check against a milestone' },
};

/** Of alerts, doubts, checks and sections, beside their codes. */
export const entryProperties: Record<string, Text> = {
  label: { zh: '名称', en: 'label' },
  level: { zh: '级别', en: 'level' },
  when: { zh: '条件', en: 'when' },
  advice: { zh: '建议', en: 'advice' },
  question: { zh: '提问', en: 'question' },
  kind: { zh: '方式', en: 'kind' },
  field: { zh: '项目', en: 'field' },
  milestone: { zh: '里程碑', en: 'milestone' },
  hours: { zh: '小时数', en: 'hours' },
};
