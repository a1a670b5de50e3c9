import type { Text } from './definition.ts';

/** What a validator says of fields of several types, or of none; each type's file has the rest. */
export const generalIssues = {
  bad_characters: {
    zh: '含有无法保存的字符，请重新输入。',
    en: 'This contains characters that cannot be stored. Please type it again.',
  },
  duplicate: { zh: '同一项出现了两次。', en: 'The same entry appears twice.' },
  not_a_list: {
    zh: '此项内容无法识别，请重新填写。',
    en: 'This could not be read. Please fill it in again.',
  },
  not_a_text: { zh: '请填写文字。', en: 'Please enter text.' },
  not_an_object: {
    zh: '收到的内容无法识别，请刷新页面后重试。',
    en: 'The data could not be read. Please reload the page and try again.',
  },
  not_an_option: { zh: '请从所列选项中选择。', en: 'Please choose one of the options.' },
  not_within_hours_before: {
    zh: '时间须在{milestone}前 {hours} 小时以内；{milestone}时间：{at}。',
    en: 'The time must lie within the {hours} hours before {milestone}, which is at {at}.',
  },
  required: { zh: '此项为必填项。', en: 'This field is required.' },
  too_long: {
    zh: '最多 {max} 个字，现有 {length} 个字。',
    en: 'At most {max} characters; there are {length} now.',
  },
  unknown_field: { zh: '表单中没有此项。', en: 'The form has no such field.' },
} satisfies Record<string, Text>;

export type GeneralIssueCode = keyof typeof generalIssues;

export type IssueParams = Record<string, string | number>;
