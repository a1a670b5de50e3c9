import type { Text } from './definition.ts';

/** What can be wrong with a programme's identity, besides what is missing, which is `required`. */
export const identityMessages = {
  contact_phone_invalid: {
    zh: '请填写带国家代码的电话，例如 +86 10 1234 5678。',
    en: 'Please enter a phone number with its country code, for example +86 10 1234 5678.',
  },
  contact_mail_invalid: {
    zh: '请填写完整的邮箱地址，例如 help@example.org。',
    en: 'Please enter a whole mail address, for example help@example.org.',
  },
  support_card_invalid: {
    zh: '“{card}”不是名片号：只含字母、数字和连字符，4 到 40 位。',
    en: '“{card}” is no card number: 4 to 40 letters, digits or hyphens.',
  },
  colour_invalid: {
    zh: '请填写 #rrggbb 形式的颜色。',
    en: 'Please enter a colour in the form #rrggbb.',
  },
  colour_too_light: {
    zh: '白色文字在这个颜色上看不清：对比度 {contrast}，至少需要 {needed}。请选深一些的颜色。',
    en: 'White text is hard to read on this colour: its contrast is {contrast}, and {needed} is needed. Please choose a darker one.',
  },
  colour_of_state: {
    zh: '这个颜色太接近表示状态的颜色，会被误认为健康状态。请换一个色相。',
    en: 'This colour is too near to one that means a health state and would be taken for it. Please choose another hue.',
  },
  card_pattern_invalid: {
    zh: '号码的格式无效。',
    en: 'This is not a form that numbers can have.',
  },
  group_taken: {
    zh: '已有另一个人员类别使用这个名称或代码。',
    en: 'Another group has this name or code already.',
  },
  group_in_use: {
    zh: '“{group}”里有 {count} 人（含已退出的），不能删除。',
    en: '“{groupEn}” cannot be removed: {count} people are in it, withdrawn ones included.',
  },
  group_awaited: {
    zh: '有名单正在检查、导入或等待确认，其中可能有这个人员类别。请先完成或放弃导入，再移除。',
    en: 'A roster is being checked or imported, or waits to be confirmed, and may name this group. Finish or discard it before you remove the group.',
  },
  service_unknown: { zh: '没有这项服务。', en: 'There is no such service.' },
  page_taken: { zh: '页面代码重复。', en: 'Another page has this code already.' },
  page_missing: {
    zh: '缺少页面“{page}”：有服务会打开它。',
    en: 'The page “{page}” is missing: a service opens it.',
  },
  wording_unknown: {
    zh: '项目中没有这一项，不能修改它的文字。',
    en: 'The programme has no such item whose wording could be changed.',
  },
} satisfies Record<string, Text>;

export type IdentityMessage = keyof typeof identityMessages;
