import type { Text } from '../definition.ts';
import { documentNames } from './identity.ts';
import { positionReasons } from './position.ts';
import type { FieldOf, FieldType } from './registry.ts';

/**
 * How somebody who builds a form meets each type of field beside its name (`type-names.ts`): what a new one has, and by
 * what each of its own properties is set. It stands apart from the types, because no other page needs it.
 */

/** By what a property is set; the console has one control for each. */
export type PropertyControl =
  | { as: 'text' | 'texts' | 'number' | 'options' | 'day' | 'instant' }
  | { as: 'whole'; min: number; max: number }
  | { as: 'one' | 'several'; of: Record<string, Text> }
  /** Code of a date among the rows. */
  | { as: 'rowDate' };

export type Property = { label: Text; hint?: Text } & PropertyControl;

type Common =
  | 'type'
  | 'code'
  | 'label'
  | 'hint'
  | 'section'
  | 'required'
  | 'showWhen'
  | 'requireWhen';
type Own<T extends FieldType> = Exclude<keyof FieldOf<T> & string, Common | 'fields'>;
type Start<T extends FieldType> = Omit<FieldOf<T>, Common>;

type Description<T extends FieldType> = {
  /** What a new field has beside code and label. */
  start: Start<T>;
  properties: { [P in Own<T>]: Property };
};

const words = (zh: string, en: string): Text => ({ zh, en });
const least = words('最少', 'At least');
const most = words('最多', 'At most');
const earliest = words('不早于', 'Not before');
const latest = words('不晚于', 'Not after');
const length = (max: number): Property => ({
  ...{ label: words('最多字数', 'Most characters'), as: 'whole', min: 1, max },
});
const options: Property = { label: words('选项', 'Options'), as: 'options' };
const firstOptions = () => [
  { code: 'a', label: words('选项一', 'First option') },
  { code: 'b', label: words('选项二', 'Second option') },
];

export const described: { [T in FieldType]: Description<T> } = {
  yesno: { start: {}, properties: {} },
  number: {
    start: {},
    properties: {
      unit: { label: words('单位', 'Unit'), as: 'texts' },
      min: { label: least, as: 'number' },
      max: { label: most, as: 'number' },
      decimals: { label: words('小数位数', 'Decimal places'), as: 'whole', min: 0, max: 6 },
    },
  },
  text: {
    start: { maxLength: 100 },
    properties: {
      maxLength: length(1000),
      writtenAs: {
        ...{ label: words('写法', 'Written as'), as: 'one' },
        of: { code: words('大写、无空格', 'Capitals without spaces') },
      },
      pattern: {
        label: words('格式（正则表达式）', 'Format (pattern)'),
        hint: words('RE2 语法，须匹配全部内容', 'RE2 syntax; has to match all of it'),
        as: 'text',
      },
      patternHint: { label: words('格式不符时提示', 'Told when the format differs'), as: 'texts' },
    },
  },
  longtext: {
    start: { maxLength: 500 },
    properties: { maxLength: length(20_000) },
  },
  choice: {
    start: { options: firstOptions() },
    properties: { options },
  },
  choices: {
    start: { options: firstOptions() },
    properties: {
      options,
      min: { label: least, as: 'whole', min: 0, max: 500 },
      max: { label: most, as: 'whole', min: 1, max: 500 },
    },
  },
  date: {
    start: {},
    properties: { min: { label: earliest, as: 'day' }, max: { label: latest, as: 'day' } },
  },
  datetime: {
    start: {},
    properties: { min: { label: earliest, as: 'instant' }, max: { label: latest, as: 'instant' } },
  },
  photos: {
    start: { max: 3 },
    properties: { max: { label: most, as: 'whole', min: 1, max: 20 } },
  },
  declaration: {
    start: { text: words('以上内容属实。', 'The above is true.') },
    properties: { text: { label: words('承诺内容', 'What is declared'), as: 'texts' } },
  },
  region: { start: {}, properties: {} },
  identity: {
    start: { kinds: ['prc_id', 'passport'] },
    properties: {
      kinds: { label: words('证件种类', 'Documents'), as: 'several', of: documentNames },
    },
  },
  phone: {
    start: { country: 'CN' },
    properties: {
      country: {
        label: words('国家或地区', 'Country'),
        hint: words(
          '两个字母，如 CN；没有“+”的号码按它识别',
          'Two letters, such as CN: how a number without + is read',
        ),
        as: 'text',
      },
    },
  },
  position: {
    start: { reasonsAllowed: ['denied', 'unavailable', 'timeout', 'unsupported', 'insecure'] },
    properties: {
      reasonsAllowed: {
        label: words('没有位置也可提交的情形', 'Accepted without a location when'),
        ...{ as: 'several', of: positionReasons },
      },
    },
  },
  group: {
    start: { fields: [], max: 5, rowLabel: words('第 {n} 项', 'Entry {n}') },
    properties: {
      min: { label: least, as: 'whole', min: 0, max: 100 },
      max: { label: most, as: 'whole', min: 1, max: 100 },
      rowLabel: {
        label: words('每项的标题', 'Title of an entry'),
        hint: words('{n} 为序号', '{n} becomes its number'),
        as: 'texts',
      },
      ascending: { label: words('按此日期先后排列', 'In the order of this date'), as: 'rowDate' },
    },
  },
};

/** The types in the order in which they are offered. */
export const fieldTypesInOrder = Object.keys(described) as FieldType[];
