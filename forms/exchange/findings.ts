import type { Lang, Text } from '../definition.ts';
import { joiners } from '../joiners.ts';
import { type Problem, problemMessages } from '../problems.ts';
import type { ExpressionProblem } from './expression-tokens.ts';

/** What a workbook says and a form cannot, or the other way around, told to whoever carries it over. */
export const findingMessages = {
  appearance_not_carried: {
    zh: '外观“{value}”没有对应的显示方式。',
    en: 'There is no counterpart to the appearance "{value}".',
  },
  becomes_text: {
    zh: 'XLSForm 没有“{type_zh}”类型，成为文本。',
    en: 'XLSForm has no type for "{type_en}"; it becomes text.',
  },
  becomes_yes_no: {
    zh: '“是”“否”两个选项再次导入时将成为是/否项目。',
    en: 'With the options yes and no it comes back as a yes/no question.',
  },
  choice_without_name: { zh: '选项没有名称。', en: 'This option has no name.' },
  column_not_carried: {
    zh: '“{column}”的内容无法带入：{value}',
    en: 'The content of "{column}" is not carried over: {value}',
  },
  constraint_not_carried: {
    zh: '限制“{part}”无法带入。',
    en: 'The limit "{part}" is not carried over.',
  },
  definition_problem: { zh: '{problem_zh}', en: '{problem_en}' },
  duplicate_column: {
    zh: '“{column}”列出现了多次，只读取第一列。',
    en: 'There are several columns "{column}"; only the first is read.',
  },
  expression_not_carried: {
    zh: '表达式“{part}”无法带入。',
    en: 'The expression "{part}" is not carried over.',
  },
  expression_not_readable: {
    zh: '第 {position} 个字符处无法识别：{reason_zh}',
    en: 'This cannot be read at character {position}: {reason_en}',
  },
  file_too_deep: {
    zh: '内容嵌套超过 {max} 层。',
    en: 'Its content is nested deeper than {max} levels.',
  },
  file_too_large: {
    zh: '内容超过 {max} 个字符。',
    en: 'It is longer than {max} characters.',
  },
  formula_without_value: {
    zh: '此行有公式没有保存结果，请在表格软件中打开并保存后再试。',
    en: 'A formula in this row has no saved result; open the file in a spreadsheet program and save it.',
  },
  group_in_repeat: {
    zh: '重复组内的分组“{name}”不保留，其中的问题直接放入重复组。',
    en: 'The group "{name}" within a repeat is dissolved; its questions stand in the repeat itself.',
  },
  group_nested: {
    zh: '分组“{name}”位于另一分组内，作为单独的一节。',
    en: 'The group "{name}" stands within another one and becomes a section of its own.',
  },
  group_without_label: {
    zh: '分组“{name}”没有标题，不成为一节。',
    en: 'The group "{name}" has no label and makes no section.',
  },
  groups_too_deep: {
    zh: '分组嵌套过深，“{name}”没有带入。',
    en: 'Groups are nested too deep; "{name}" is not carried over.',
  },
  language_not_carried: {
    zh: '只支持中文和英文，“{column}”列没有带入。',
    en: 'Forms are in Chinese and English; the column "{column}" is not carried over.',
  },
  made_inclusive: {
    zh: '“{part}”的界限本身也视为允许。',
    en: 'The very moment of the limit in "{part}" is allowed as well.',
  },
  message_not_carried: {
    zh: '此处显示系统自己的提示，不使用“{value}”。',
    en: 'The product’s own message is shown here instead of "{value}".',
  },
  more_findings: { zh: '此后的问题未再列出。', en: 'What follows is not listed any more.' },
  name_missing: { zh: '没有名称。', en: 'This has no name.' },
  not_json: { zh: '不是 JSON 文件。', en: 'This is not JSON.' },
  option_renamed: {
    zh: '选项“{from}”的代码改为“{to}”。',
    en: 'The option "{from}" gets the code "{to}".',
  },
  options_missing: {
    zh: '选项列表“{list}”不存在。',
    en: 'There is no list of options "{list}".',
  },
  or_other_added: {
    zh: '“其他”作为一个选项，其内容由新增的问题“{name}”填写。',
    en: '"Other" is an option, and the added question "{name}" asks for what is meant.',
  },
  pattern_not_taken: {
    zh: '正则表达式“{part}”无法使用（RE2 语法）。',
    en: 'The pattern "{part}" cannot be used (RE2 syntax).',
  },
  property_not_carried: {
    zh: '“{property_zh}”在 XLSForm 中没有对应内容。',
    en: 'XLSForm has nothing for "{property_en}".',
  },
  reference_in_text: {
    zh: '文字中的“{value}”不会替换为所填内容。',
    en: 'The "{value}" in this text is not replaced by the answer.',
  },
  renamed: {
    zh: '“{from}”的代码改为“{to}”。',
    en: '"{from}" gets the code "{to}".',
  },
  repeat_nested: {
    zh: '重复组内不能再有重复组，“{name}”没有带入。',
    en: 'A repeat cannot stand within a repeat; "{name}" is not carried over.',
  },
  row_not_read: {
    zh: '此行位于没有带入的分组内。',
    en: 'This row stands in a group that is not carried over.',
  },
  section_split: {
    zh: '“{name}”一节被其他项目隔开，分作两节。',
    en: 'The section "{name}" is interrupted by other fields and becomes two.',
  },
  setting_not_carried: {
    zh: '设置“{column}”无法带入：{value}',
    en: 'The setting "{column}" is not carried over: {value}',
  },
  sheet_missing: { zh: '没有“{name}”工作表。', en: 'There is no sheet "{name}".' },
  sheet_not_read: {
    zh: '工作表“{name}”没有读取。',
    en: 'The sheet "{name}" is not read.',
  },
  styling_not_carried: {
    zh: '文字的样式标记按原样显示。',
    en: 'Marks for styling in this text are shown as they are.',
  },
  table_without_header: {
    zh: '第一行缺少“{column}”列。',
    en: 'The first row has no column "{column}".',
  },
  title_missing: {
    zh: '没有标题，使用“{value}”。',
    en: 'The form has no title and is called "{value}".',
  },
  too_many_questions: {
    zh: '表单最多 200 项，重复组最多 50 项；此处已超过 {max} 项。',
    en: 'A form has at most 200 questions and a repeat 50; here there are more than {max}.',
  },
  too_many_rows: { zh: '最多读取 {max} 行。', en: 'At most {max} rows are read.' },
  translation_missing: {
    zh: '缺少中文或英文，两种语言使用同一文字。',
    en: 'Chinese or English is missing; both languages show the same text.',
  },
  type_changed: {
    zh: '“{from}”成为“{to}”。',
    en: '"{from}" becomes "{to}".',
  },
  type_not_carried: {
    zh: '“{type}”类型没有对应的项目，没有带入。',
    en: 'There is no counterpart to the type "{type}"; it is not carried over.',
  },
  type_unknown: { zh: '不认识的类型“{type}”。', en: 'The type "{type}" is not known.' },
  unclosed_group: {
    zh: '分组的开始和结束不配对。',
    en: 'The begin and end of groups do not match.',
  },
  unknown_column: {
    zh: '不认识“{column}”列，没有读取。',
    en: 'The column "{column}" is not known and not read.',
  },
} satisfies Record<string, Text>;

export type FindingCode = keyof typeof findingMessages;

export type SheetName = 'survey' | 'choices' | 'settings';

/**
 * Where something was not carried over as it is. Reading names sheet, row and column, of the rows as the
 * spreadsheet program counts them; writing names the place in the definition, as problems do.
 */
export type Finding = {
  code: FindingCode;
  sheet?: string;
  row?: number;
  column?: string;
  path?: string;
  params?: Record<string, string | number>;
};

/** What is wrong with an expression, to follow its position. */
const expressionWords: Record<ExpressionProblem['code'], Text> = {
  too_long: { zh: '表达式过长。', en: 'it is too long.' },
  too_deep: { zh: '嵌套过深。', en: 'it is nested too deep.' },
  unknown_character: { zh: '不认识的字符。', en: 'this character is not known.' },
  unfinished_text: { zh: '缺少结束的引号。', en: 'the quotation mark is never closed.' },
  typographic_quote: {
    zh: '请使用直引号。',
    en: 'please use straight quotation marks.',
  },
  path: {
    zh: '不支持表单内的路径。',
    en: 'ways through the form are not supported.',
  },
  unexpected: { zh: '此处不应有此内容。', en: 'this is not expected here.' },
  unfinished: { zh: '表达式不完整。', en: 'the expression is not complete.' },
};

/** A finding in words. */
export function findingText({ code, params = {} }: Finding, lang: Lang): string {
  return filled(findingMessages[code][lang], params);
}

/** Where a finding stands, as a person looks for it. */
export function findingPlace({ sheet, row, column, path }: Finding, lang: Lang): string {
  const parts = [
    sheet,
    row !== undefined && (lang === 'zh' ? `第 ${row} 行` : `row ${row}`),
    column,
    path,
  ];
  return parts.filter((part) => part).join(joiners[lang].list);
}

function filled(text: string, params: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => String(params[key] ?? whole));
}

export function expressionParams({ code, position }: ExpressionProblem) {
  const { zh, en } = expressionWords[code];
  return { position, reason_zh: zh, reason_en: en };
}

export function problemParams({ code, params = {} }: Problem) {
  const { zh, en } = problemMessages[code];
  return { problem: code, problem_zh: filled(zh, params), problem_en: filled(en, params) };
}

/** More findings than this help nobody. */
const most = 500;

export type Note = (finding: Finding) => void;

/** Collects findings, and says so once there are too many. */
export function findingsCollector(): { findings: Finding[]; note: Note } {
  const findings: Finding[] = [];
  return {
    findings,
    note(finding) {
      if (findings.length < most) findings.push(finding);
      else if (findings.length === most) findings.push({ code: 'more_findings' });
    },
  };
}

/** What a finding shows of a cell. */
export function excerpt(value: string): string {
  return value.length > 80 ? `${value.slice(0, 79)}…` : value;
}
