import { fillIn, messages } from '../../forms/messages.ts';
import { commonProblems, type FieldProblem, type ProblemKind } from '../../platform/contract.ts';
import { ApiProblem } from './api.ts';
import { formatInstant } from './format.ts';
import type { Lang, Text } from './i18n.ts';

const catalogue = new Map<string, Text>();

/** Adds the problems of contracts to those that the page can explain. */
export function addProblems(...catalogues: Record<string, ProblemKind>[]): void {
  for (const each of catalogues) {
    for (const kind of Object.values(each)) catalogue.set(kind.code, kind);
  }
}

addProblems(commonProblems, {
  offline: {
    code: 'offline',
    status: 0,
    zh: '现在连不上服务器。请检查网络后再试，您填写的内容没有丢失。',
    en: 'The server cannot be reached. Please check the network and try again; nothing you typed is lost.',
  },
});

/** What the server's schemas complain about; forms have finer messages of their own. */
const schemaMessages: Record<string, Text> = {
  schema_minLength: {
    zh: '至少填写 {limit} 个字符。',
    en: 'At least {limit} characters are needed.',
  },
  schema_maxLength: { zh: '最多 {limit} 个字符。', en: 'At most {limit} characters are allowed.' },
  schema_pattern: { zh: '格式不正确，请核对。', en: 'This is not in the expected format.' },
  schema_format: { zh: '格式不正确，请核对。', en: 'This is not in the expected format.' },
  schema_format_line: {
    zh: '含有看不见的字符或换行，请删除后重新输入。',
    en: 'This holds characters that cannot be seen, or a line break. Please type it anew without them.',
  },
  schema_minimum: { zh: '不能小于 {limit}。', en: 'This cannot be less than {limit}.' },
  schema_maximum: { zh: '不能大于 {limit}。', en: 'This cannot be more than {limit}.' },
  schema_minItems: { zh: '至少需要 {limit} 项。', en: 'At least {limit} are needed.' },
  schema_maxItems: { zh: '最多 {limit} 项。', en: 'At most {limit} are allowed.' },
  schema_enum: { zh: '请从所列选项中选择。', en: 'Please choose one of the options.' },
};

/** What a form waits for before it can be sent. */
const underWayMessages = {
  photo_under_way: {
    zh: '照片还在上传，请等上传完成后再提交。',
    en: 'A photo is still being uploaded. Please submit once it has arrived.',
  },
  position_under_way: {
    zh: '还在定位，请等定位完成后再提交。',
    en: 'Your location is still being found. Please submit once it is there.',
  },
} satisfies Record<string, Text>;

export type UnderWayCode = keyof typeof underWayMessages;

const notAccepted: Text = {
  zh: '此项内容不正确，请修改。',
  en: 'This was not accepted. Please change it.',
};

/** What inherits from all objects is no message. */
function own<T>(table: Record<string, T>, code: string): T | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}

/** What went wrong and what to do, for any error. `zone` is the programme's, where there is one. */
export function problemText(error: unknown, lang: Lang, zone?: string): string {
  const code = error instanceof ApiProblem ? error.code : 'internal';
  const params = error instanceof ApiProblem ? error.params : {};
  const text = catalogue.get(code) ?? commonProblems.internal;
  return fillIn(text, params, lang, (at) => formatInstant(at, lang, zone));
}

/** The mistake at one field: told by a form's validator, by a contract or by a schema. */
export function fieldText(problem: FieldProblem, lang: Lang, zone?: string): string {
  const { code, params = {} } = problem;
  const text =
    own<Text>(messages, code) ??
    own<Text>(underWayMessages, code) ??
    catalogue.get(code) ??
    own(schemaMessages, `${code}_${params.format}`) ??
    own(schemaMessages, code);
  return fillIn(text ?? notAccepted, params, lang, (at) => formatInstant(at, lang, zone));
}
