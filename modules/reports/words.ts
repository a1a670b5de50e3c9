import type {
  Field,
  FieldOf,
  FieldType,
  FieldValue,
  IdentityKind,
  IdentityValue,
  Instant,
  Lang,
  Option,
  Row,
  RowValue,
  Text,
} from '../../forms/definition.ts';

/** How the values of reports are written out, on paper and in sheets. */
export type Wording = {
  lang: Lang;
  /** Zone in which moments are written. */
  zone: string;
};

const yes: Text = { zh: '是', en: 'Yes' };
const no: Text = { zh: '否', en: 'No' };
const declared: Text = { zh: '已承诺', en: 'Declared' };
const listSeparator: Text = { zh: '、', en: ', ' };
const partSeparator: Text = { zh: '；', en: '; ' };
export const colon: Text = { zh: '：', en: ': ' };

const documents: Record<IdentityKind, Text> = {
  prc_id: { zh: '居民身份证', en: 'PRC identity card' },
  hk_macao_permit: { zh: '港澳居民来往内地通行证', en: 'Permit for Hong Kong and Macao residents' },
  taiwan_permit: { zh: '台湾居民来往大陆通行证', en: 'Permit for Taiwan residents' },
  passport: { zh: '护照', en: 'Passport' },
};

/** A value in words; an empty text where there is none. */
export function wordsOf(field: Field, value: FieldValue | undefined, wording: Wording): string {
  if (value === undefined) return '';
  const word = writers[field.type] as (field: Field, value: unknown, wording: Wording) => string;
  return word(field, value, wording);
}

type Writers = {
  [T in FieldType]: (field: FieldOf<T>, value: never, wording: Wording) => string;
};

/** Every type of field has its words; the compiler sees to it. */
const writers: Writers = {
  yesno: (_, value: boolean, { lang }) => (value ? yes : no)[lang],
  number: (field, value: number, { lang }) => `${value}${field.unit?.[lang] ?? ''}`,
  text: (_, value: string) => value,
  longtext: (_, value: string) => value,
  choice: ({ options }, value: string, { lang }) => optionLabel(options, value, lang),
  choices: ({ options }, value: string[], { lang }) =>
    value.map((code) => optionLabel(options, code, lang)).join(listSeparator[lang]),
  date: (_, value: string) => value,
  datetime: (_, value: Instant, { zone }) => clockIn(zone, value),
  photos: (_, value: string[], { lang }) => photoCount(value.length, lang),
  declaration: (_, __, { lang }) => declared[lang],
  group: (field, rows: Row[], wording) =>
    rows.map((row, index) => rowWords(field, row, index, wording)).join('\n'),
  region: (_, value: string) => value,
  identity: (_, { kind, number }: IdentityValue, { lang }) => `${documents[kind][lang]} ${number}`,
  phone: (_, value: string) => value,
};

function optionLabel(options: Option[], code: string, lang: Lang): string {
  return options.find((option) => option.code === code)?.label[lang] ?? code;
}

function photoCount(count: number, lang: Lang): string {
  if (lang === 'zh') return `${count} 张照片`;
  return count === 1 ? '1 photo' : `${count} photos`;
}

function rowWords(field: FieldOf<'group'>, row: Row, index: number, wording: Wording): string {
  const { lang } = wording;
  const parts = field.fields.flatMap((each) => {
    const words = wordsOf(each, row[each.code] as RowValue | undefined, wording);
    return words === '' ? [] : [`${each.label[lang]}${colon[lang]}${words}`];
  });
  const label = field.rowLabel[lang].replace('{n}', String(index + 1));
  return `${label}${colon[lang]}${parts.join(partSeparator[lang])}`;
}

/** The first and the last few characters, the rest as stars. */
export function masked(value: string, ends: number): string {
  const hidden = Math.max(value.length - 2 * ends, 4);
  if (value.length <= 2 * ends) return '*'.repeat(value.length);
  return `${value.slice(0, ends)}${'*'.repeat(hidden)}${value.slice(-ends)}`;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** `YYYY-MM-DD HH:MM` as the clocks of a zone show it. */
export function clockIn(zone: string, instant: Instant | Date): string {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(zone, clock);
  }
  const parts = clock.formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}
