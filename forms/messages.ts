import type { Check, Instant, Lang, Text } from './definition.ts';

/**
 * Everything a validator can say, in both languages. `{name}` stands for a parameter of the issue:
 * `name_zh` or `name_en` where the parameter is a text, else `name`.
 */
export const messages = {
  bad_characters: {
    zh: '含有无法保存的字符，请重新输入。',
    en: 'This contains characters that cannot be stored. Please type it again.',
  },
  choose_yes_or_no: { zh: '请选择“是”或“否”。', en: 'Please choose yes or no.' },
  date_too_early: { zh: '日期不能早于 {min}。', en: 'The date cannot be before {min}.' },
  date_too_late: { zh: '日期不能晚于 {max}。', en: 'The date cannot be after {max}.' },
  document_kind: { zh: '请选择证件类型。', en: 'Please choose the type of document.' },
  document_number: {
    zh: '证件号码格式不正确，请核对。',
    en: 'This is not a number of such a document. Please check it.',
  },
  duplicate: { zh: '同一项出现了两次。', en: 'The same entry appears twice.' },
  not_a_date: {
    zh: '请填写真实存在的日期，例如 2022-02-04。',
    en: 'Please give a real date, such as 2022-02-04.',
  },
  not_a_datetime: {
    zh: '请填写完整的日期和时间。',
    en: 'Please give a full date and time.',
  },
  not_a_list: {
    zh: '此项内容无法识别，请重新填写。',
    en: 'This could not be read. Please fill it in again.',
  },
  not_a_number: { zh: '请填写数字。', en: 'Please give a number.' },
  not_a_phone: {
    zh: '手机号码不正确；境外号码请以 + 和国家代码开头。',
    en: 'This is not a valid phone number. Outside the country it begins with + and the country code.',
  },
  not_a_photo: {
    zh: '照片无法识别，请重新上传。',
    en: 'A photo could not be read. Please upload it again.',
  },
  not_a_region: { zh: '请选择地区。', en: 'Please choose a region.' },
  not_a_row: {
    zh: '此行内容无法识别，请重新填写。',
    en: 'This row could not be read. Please fill it in again.',
  },
  not_a_text: { zh: '请填写文字。', en: 'Please give a text.' },
  not_an_identity: {
    zh: '请填写证件类型和证件号码。',
    en: 'Please give the type and number of a document.',
  },
  not_an_object: {
    zh: '收到的内容无法识别，请刷新页面后重试。',
    en: 'What arrived could not be read. Please reload the page and try again.',
  },
  not_an_option: { zh: '请从所列选项中选择。', en: 'Please choose one of the options.' },
  not_within_hours_before: {
    zh: '时间须在{milestone}前 {hours} 小时以内；{milestone}时间：{at}。',
    en: 'The time must lie within the {hours} hours before {milestone}, which is at {at}.',
  },
  out_of_range: {
    zh: '请填写 {min} 至 {max}{unit} 之间的数值。',
    en: 'Please give a value from {min} to {max}{unit}.',
  },
  pattern: { zh: '格式不正确，请核对。', en: 'This is not in the expected form. Please check it.' },
  pattern_hint: { zh: '{hint}', en: '{hint}' },
  prc_id_birth: {
    zh: '身份证号码中的出生日期不正确，请核对。',
    en: 'The date of birth in this identity number is not a real one. Please check it.',
  },
  prc_id_checksum: {
    zh: '身份证号码校验不通过，请逐位核对。',
    en: 'The check digit of this identity number does not match. Please check every digit.',
  },
  prc_id_length: {
    zh: '身份证号码应为 18 位，末位可为 X。',
    en: 'An identity number has 18 characters: digits, with X possible at the end.',
  },
  declaration_not_ticked: {
    zh: '请阅读承诺并勾选。',
    en: 'Please read the declaration and tick it.',
  },
  required: { zh: '此项为必填项。', en: 'Please fill this in.' },
  time_too_early: { zh: '时间不能早于 {min}。', en: 'The time cannot be before {min}.' },
  time_too_late: { zh: '时间不能晚于 {max}。', en: 'The time cannot be after {max}.' },
  too_few: { zh: '请至少选择 {min} 项。', en: 'Please choose at least {min}.' },
  too_few_rows: { zh: '请至少填写 {min} 项。', en: 'Please give at least {min}.' },
  too_large: { zh: '不能大于 {max}{unit}。', en: 'This cannot be more than {max}{unit}.' },
  too_long: {
    zh: '最多 {max} 个字，现有 {length} 个字。',
    en: 'At most {max} characters; there are {length} now.',
  },
  too_many: { zh: '最多选择 {max} 项。', en: 'Please choose at most {max}.' },
  too_many_decimals: {
    zh: '小数点后最多 {decimals} 位。',
    en: 'At most {decimals} decimal places.',
  },
  too_many_photos: { zh: '最多上传 {max} 张照片。', en: 'At most {max} photos.' },
  too_many_rows: { zh: '最多填写 {max} 项。', en: 'At most {max} can be given.' },
  too_small: { zh: '不能小于 {min}{unit}。', en: 'This cannot be less than {min}{unit}.' },
  unknown_field: { zh: '表单中没有此项。', en: 'The form has no such field.' },
  unknown_region: {
    zh: '没有找到该地区，请重新选择。',
    en: 'This region was not found. Please choose again.',
  },
  whole_number: { zh: '请填写整数。', en: 'Please give a whole number.' },
} satisfies Record<string, Text>;

export type IssueCode = keyof typeof messages;

/** What is wrong with one field. `path` is its place in the values: `temperature`, `doses.0.date`. */
export type Issue = {
  path: string;
  code: IssueCode;
  params?: Record<string, string | number>;
};

/** What is said of a report that breaks a check against a milestone which is at this instant. */
export function brokenCheck({ field, hours, label }: Check, at: Instant): Issue {
  const params = { hours, milestone_zh: label.zh, milestone_en: label.en, at };
  return { path: field, code: 'not_within_hours_before', params };
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** An instant as a person in `zone` reads it, with the zone's name: no time without its place. */
function readable(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(new Date(instant));
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.find((p) => p.type === type)?.value;
  return `${get('year')}-${get('month')}-${get('day')} ${get('hour')}:${get('minute')} ${zone}`;
}

/** The sentence for an issue, the same in the browser and on the server. Times are told in `zone`. */
export function message(issue: Issue, lang: Lang, zone = 'UTC'): string {
  return messages[issue.code][lang].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = issue.params?.[`${name}_${lang}`] ?? issue.params?.[name] ?? '';
    return typeof value === 'string' && INSTANT.test(value) ? readable(value, zone) : `${value}`;
  });
}
