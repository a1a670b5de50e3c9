import type { Text } from './definition.ts';

/** What can be wrong with a form or a programme itself, said to whoever builds it. */
export const problemMessages = {
  bad_code: {
    zh: '代码须以小写字母开头，只含字母和数字（表单和项目代码可含连字符）。',
    en: 'A code begins with a small letter and has letters and digits (codes of forms and programmes also hyphens).',
  },
  bad_condition: { zh: '条件无法识别。', en: 'This condition cannot be read.' },
  bad_day: { zh: '不是真实存在的日期。', en: 'This is not a real day.' },
  bad_instant: { zh: '不是完整的时间。', en: 'This is not a full date and time with offset.' },
  bad_pattern: {
    zh: '正则表达式无效（RE2 语法）。',
    en: 'This pattern is not valid (RE2 syntax).',
  },
  bad_value: { zh: '值不正确。', en: 'This value is not one that can stand here.' },
  bad_zone: { zh: '时区无效。', en: 'This is not a known time zone.' },
  duplicate_code: { zh: '代码“{code}”重复。', en: 'The code "{code}" is used twice.' },
  empty_list: { zh: '至少需要一项。', en: 'At least one entry is needed.' },
  later_reference: {
    zh: '显示条件只能引用排在前面的项目，“{code}”在后面。',
    en: 'A show condition may look only at earlier fields; "{code}" stands later.',
  },
  min_above_max: { zh: '下限大于上限。', en: 'The lower limit is above the upper one.' },
  missing: { zh: '缺少此项。', en: 'This is missing.' },
  missing_text: {
    zh: '中文和英文都要填写。',
    en: 'Both the Chinese and the English text are needed.',
  },
  nested_group: { zh: '分组内不能再有分组。', en: 'A group cannot contain a group.' },
  no_yes_no: {
    zh: '“全部选否”需要至少一个是/否项目。',
    en: 'Offering "all no" needs at least one yes/no field.',
  },
  not_a_list: { zh: '应为列表。', en: 'This should be a list.' },
  not_daily: {
    zh: '哪些人在哪些天填报每日表单，由项目的填报日期规则决定；表单本身只能按人员类别限定。',
    en: 'Who fills in a daily form on which days is for the programme’s rules of days to say; the form itself can only name groups.',
  },
  not_by_place: {
    zh: '每日表单按人员类别发放，不能只发放给某些机构。',
    en: 'A daily form goes by group; it cannot be given to some places alone.',
  },
  not_an_object: { zh: '应为对象。', en: 'This should be an object.' },
  only_many: {
    zh: '只有可以提交多份的表单才有每日次数上限。',
    en: 'Only forms of which there may be many have a limit for each day.',
  },
  only_daily: { zh: '只有每日表单可以补报。', en: 'Only daily forms can be filled in later.' },
  section_in_row: {
    zh: '重复组内的项目不能再分节。',
    en: 'A field in the rows of a group stands in no section.',
  },
  too_deep: { zh: '条件嵌套过深。', en: 'Conditions are nested too deep.' },
  too_many: { zh: '最多 {max} 项。', en: 'At most {max} entries.' },
  unknown_option: { zh: '没有选项“{code}”。', en: 'There is no option "{code}".' },
  unknown_property: { zh: '不认识的属性“{code}”。', en: 'The property "{code}" is not known.' },
  unknown_reference: {
    zh: '引用的“{code}”不存在。',
    en: 'It refers to "{code}", which does not exist.',
  },
  unknown_type: { zh: '不认识的类型。', en: 'This type is not known.' },
  wrong_reference: {
    zh: '引用的“{code}”类型不符。',
    en: 'It refers to "{code}", which is not of a type that fits.',
  },
} satisfies Record<string, Text>;

export type ProblemCode = keyof typeof problemMessages;

/** `path` leads to the place in the definition: `fields.3.options.0.label`. */
export type Problem = {
  path: string;
  code: ProblemCode;
  params?: Record<string, string | number>;
};

/** Tells a problem; checkers get one and go on, so that all problems are told at once. */
export type Report = (path: string, code: ProblemCode, params?: Problem['params']) => void;

/** Collects problems, a hundred at most. */
export function collector(): { problems: Problem[]; report: Report } {
  const problems: Problem[] = [];
  const report: Report = (path, code, params) => {
    if (problems.length < 100) problems.push(params ? { path, code, params } : { path, code });
  };
  return { problems, report };
}
