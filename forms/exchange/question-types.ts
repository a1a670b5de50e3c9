import type { FieldType, Text } from '../definition.ts';

/** What becomes of a type of question: a field, or nothing. */
export type QuestionType = {
  /** The types of fields that it can become. */
  fields: FieldType[];
  /** Whether it comes back as it was; else it becomes something near it, which is listed. */
  isSame: boolean;
};

/**
 * The types of questions by the names of the public reference. Those that name no field are listed
 * when a workbook is read, and nothing comes of them.
 */
export const questionTypes = {
  select_one: { fields: ['choice', 'yesno'], isSame: true },
  select_multiple: { fields: ['choices'], isSame: true },
  text: { fields: ['text', 'longtext'], isSame: true },
  integer: { fields: ['number'], isSame: true },
  decimal: { fields: ['number'], isSame: true },
  date: { fields: ['date'], isSame: true },
  time: { fields: ['text'], isSame: true },
  datetime: { fields: ['datetime'], isSame: true },
  geopoint: { fields: ['position'], isSame: true },
  image: { fields: ['photos'], isSame: true },
  acknowledge: { fields: ['declaration'], isSame: true },
  range: { fields: ['number'], isSame: false },
  barcode: { fields: ['text'], isSame: false },
  note: { fields: [], isSame: true },
  rank: { fields: [], isSame: false },
  select_one_from_file: { fields: [], isSame: false },
  select_multiple_from_file: { fields: [], isSame: false },
  select_one_external: { fields: [], isSame: false },
  geotrace: { fields: [], isSame: false },
  geoshape: { fields: [], isSame: false },
  audio: { fields: [], isSame: false },
  video: { fields: [], isSame: false },
  file: { fields: [], isSame: false },
  calculate: { fields: [], isSame: false },
  hidden: { fields: [], isSame: false },
  'xml-external': { fields: [], isSame: false },
  'csv-external': { fields: [], isSame: false },
  osm: { fields: [], isSame: false },
  start: { fields: [], isSame: false },
  end: { fields: [], isSame: false },
  today: { fields: [], isSame: false },
  deviceid: { fields: [], isSame: false },
  username: { fields: [], isSame: false },
  subscriberid: { fields: [], isSame: false },
  simserial: { fields: [], isSame: false },
  phonenumber: { fields: [], isSame: false },
  email: { fields: [], isSame: false },
  audit: { fields: [], isSame: false },
  'start-geopoint': { fields: [], isSame: false },
  'background-audio': { fields: [], isSame: false },
  'background-geopoint': { fields: [], isSame: false },
} satisfies Record<string, QuestionType>;

export type QuestionTypeName = keyof typeof questionTypes;

const synonyms: Record<string, QuestionTypeName> = {
  int: 'integer',
  string: 'text',
  photo: 'image',
  trigger: 'acknowledge',
  gps: 'geopoint',
  location: 'geopoint',
  imei: 'deviceid',
  phone_number: 'phonenumber',
};

const selects: [pattern: RegExp, type: QuestionTypeName][] = [
  [/^(?:add )?select[_ ]?(?:one|1)(?: prompt using| from)?\s+/i, 'select_one'],
  [
    /^(?:add )?select(?:_multiple| multiple| all that apply)(?: prompt using| from)?\s+/i,
    'select_multiple',
  ],
];

export type TypeCell =
  | { kind: 'question'; type: QuestionTypeName; list: string; orOther: boolean }
  | { kind: 'begin'; what: 'group' | 'repeat' }
  | { kind: 'end'; what: 'group' | 'repeat' }
  | { kind: 'unknown' };

/** Reads the `type` of a row. */
export function readTypeCell(cell: string): TypeCell {
  const text = cell.trim().replace(/\s+/g, ' ');
  const frame = /^(begin|end)[ _](group|repeat|lgroup|loop|looped group)\b/i.exec(text);
  if (frame) {
    const what = frame[2]?.toLowerCase() === 'group' ? 'group' : 'repeat';
    return { kind: frame[1]?.toLowerCase() === 'begin' ? 'begin' : 'end', what };
  }
  for (const [pattern, type] of selects) {
    if (!pattern.test(text) || /[_ ]from[_ ]file\b|[_ ]external\b/i.test(text)) continue;
    const rest = text.replace(pattern, '');
    const orOther = /\s+or[_ ](?:specify[_ ])?other$/i.test(rest);
    const list = rest.replace(/\s+or[_ ](?:specify[_ ])?other$/i, '');
    return { kind: 'question', type, list, orOther };
  }
  const fromFile = /^select[_ ](one|multiple)[_ ]from[_ ]file\b/i.exec(text);
  const whole = fromFile ? `select_${fromFile[1]}_from_file` : text;
  const [word = ''] = whole.toLowerCase().split(' ');
  const type = Object.hasOwn(synonyms, word) ? synonyms[word] : word;
  if (type !== undefined && Object.hasOwn(questionTypes, type)) {
    return { kind: 'question', type: type as QuestionTypeName, list: '', orOther: false };
  }
  return { kind: 'unknown' };
}

/** A time of day, for which forms have no type of its own. */
export const timeOfDay = {
  maxLength: 5,
  pattern: '([01][0-9]|2[0-3]):[0-5][0-9]',
  patternHint: {
    zh: '请填写时间，例如 08:30。',
    en: 'Please enter a time, such as 08:30.',
  } satisfies Text,
};
