import type { Lang, Text } from '../../forms/definition.ts';
import { joiners } from '../../forms/joiners.ts';
import { type App, appNames } from '../../platform/contract.ts';
import { builtInRoles } from '../access/public.ts';
import { feedbackKindNames, feedbackStateNames } from '../feedback/public.ts';
import type { Programme } from '../programmes/public.ts';

/** The codes and counts of an entry, as somebody who answers for it reads them. */

const labels: Record<string, Text> = {
  alertId: { zh: '预警编号', en: 'alert' },
  appealId: { zh: '申诉编号', en: 'appeal' },
  already: { zh: '此前已提醒', en: 'reminded before' },
  answered: { zh: '已回答', en: 'answered' },
  apps: { zh: '系统', en: 'systems' },
  byDocument: { zh: '按证件号码', en: 'by document number' },
  byName: { zh: '按姓名', en: 'by name' },
  byHand: { zh: '手工指定', en: 'by hand' },
  colour: { zh: '颜色', en: 'colour' },
  columns: { zh: '列', en: 'columns' },
  conflict: { zh: '有冲突', en: 'with conflict' },
  day: { zh: '日期', en: 'day' },
  draftId: { zh: '草稿编号', en: 'draft' },
  encoding: { zh: '文字编码', en: 'encoding' },
  entries: { zh: '记录条数', en: 'entries' },
  entryId: { zh: '记录编号', en: 'entry' },
  endsOn: { zh: '最后一天', en: 'last day' },
  feedbackId: { zh: '反馈编号', en: 'feedback' },
  feedbackKind: { zh: '反馈类别', en: 'kind of feedback' },
  fields: { zh: '修改的内容', en: 'changed' },
  fileId: { zh: '照片编号', en: 'photo' },
  form: { zh: '表', en: 'form' },
  format: { zh: '格式', en: 'format' },
  from: { zh: '从', en: 'from' },
  group: { zh: '人员类别', en: 'group' },
  high: { zh: '体温偏高', en: 'high temperature' },
  importId: { zh: '导入编号', en: 'import' },
  keptDays: { zh: '保存天数', en: 'days kept' },
  kind: { zh: '名单', en: 'list' },
  lang: { zh: '语言', en: 'language' },
  listed: { zh: '名单界限', en: 'limit of lists' },
  looked: { zh: '逐人界限', en: 'limit one by one' },
  level: { zh: '预警类别', en: 'alert level' },
  mends: { zh: '更正', en: 'corrections' },
  orderId: { zh: '认定编号', en: 'decision' },
  origin: { zh: '来源', en: 'from' },
  part: { zh: '部分', en: 'part' },
  people: { zh: '人数', en: 'people' },
  place: { zh: '机构', en: 'organisation' },
  placeId: { zh: '机构编号', en: 'organisation' },
  programmeId: { zh: '项目', en: 'programme' },
  publicationId: { zh: '发布编号', en: 'publication' },
  reminded: { zh: '提醒人数', en: 'people reminded' },
  replaced: { zh: '同处改动用模板的内容', en: 'template’s words where both changed' },
  revision: { zh: '修订', en: 'revision' },
  role: { zh: '角色', en: 'role' },
  rows: { zh: '行数', en: 'rows' },
  rule: { zh: '规则', en: 'rule' },
  runId: { zh: '删除编号', en: 'deletion' },
  sheets: { zh: '工作表', en: 'sheets' },
  sort: { zh: '排序', en: 'order' },
  startsOn: { zh: '第一天', en: 'first day' },
  state: { zh: '状态', en: 'state' },
  template: { zh: '模板', en: 'template' },
  times: { zh: '倍数', en: 'times' },
  to: { zh: '至', en: 'to' },
  undone: { zh: '已撤销', en: 'undone' },
  units: { zh: '机构', en: 'organisations' },
  until: { zh: '截至', en: 'until' },
  values: { zh: '值', en: 'values' },
  version: { zh: '版本', en: 'version' },
  whole: { zh: '下载完整', en: 'downloaded whole' },
  withMissing: { zh: '包含未报', en: 'with those missing' },
};

/** What is read first, since the database keeps no order; the rest follows, and the programme ends the line. */
const first = [
  'form',
  'kind',
  'day',
  'startsOn',
  'endsOn',
  'from',
  'to',
  'group',
  'state',
  'level',
];

function rankOf(name: string): number {
  if (name === 'programmeId') return first.length + 1;
  const rank = first.indexOf(name);
  return rank < 0 ? first.length : rank;
}

const inOrder = (details: object): [string, unknown][] =>
  Object.entries(details).sort(([one], [other]) => rankOf(one) - rankOf(other));

const roleNames = new Map<string, Text>(builtInRoles.map((role) => [role.code, role]));

const labelOf = (name: string, lang: Lang) =>
  (Object.hasOwn(labels, name) ? labels[name]?.[lang] : undefined) ?? name;

const valueWords: Record<string, Text> = {
  ...feedbackKindNames,
  ...feedbackStateNames,
  programme: { zh: '参与者', en: 'participants' },
  field: { zh: '现场', en: 'sites' },
  true: { zh: '是', en: 'yes' },
  false: { zh: '否', en: 'no' },
  missing: { zh: '未报', en: 'missing' },
  milestoneUnknown: { zh: '填报期未知', en: 'reporting days unknown' },
  zh: { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
  settings: { zh: '规则与服务', en: 'rules and services' },
  waiting: { zh: '未处理完', en: 'not closed' },
  newest: { zh: '最新在前', en: 'newest first' },
  oldest: { zh: '最早在前', en: 'oldest first' },
  fever: { zh: '发热', en: 'fever' },
  symptom: { zh: '症状', en: 'symptom' },
  laboratory: { zh: '检测', en: 'laboratory' },
  contact: { zh: '接触', en: 'contact' },
  incomplete: { zh: '待补充', en: 'incomplete' },
};

/** What they say; a name or a code that an earlier release wrote is shown as it is. */
export function detailsInWords(
  details: Record<string, unknown>,
  programmes: readonly Programme[],
): Text {
  const programme = programmes.find(({ id }) => id === details.programmeId);
  const told = inOrder(details).filter(([, value]) => value !== null);
  const within = (lang: Lang) =>
    told
      .map(([name, value]) => {
        const words = valueInWords(name, value, programme, lang);
        return `${labelOf(name, lang)}${joiners[lang].colon}${words}`;
      })
      .join(joiners[lang].semicolon);
  return { zh: within('zh'), en: within('en') };
}

function valueInWords(
  name: string,
  value: unknown,
  programme: Programme | undefined,
  lang: Lang,
): string {
  if (Array.isArray(value)) {
    return value.map((each) => valueInWords(name, each, programme, lang)).join(joiners[lang].list);
  }
  if (typeof value === 'object' && value !== null) {
    return inOrder(value)
      .map(
        ([inner, each]) => `${labelOf(inner, lang)} ${valueInWords(inner, each, programme, lang)}`,
      )
      .join(joiners[lang].comma);
  }
  const code = String(value);
  const { definition, forms } = programme ?? {};
  if (name === 'programmeId') return definition?.name[lang] ?? code;
  if (name === 'form') return forms?.get(code)?.definition.title[lang] ?? code;
  if (name === 'group') {
    return definition?.groups.find((group) => group.code === code)?.name[lang] ?? code;
  }
  if (name === 'apps' && Object.hasOwn(appNames, code)) return appNames[code as App][lang];
  if (name === 'role') return roleNames.get(code)?.[lang] ?? code;
  if (name === 'format') return code.toUpperCase();
  return (Object.hasOwn(valueWords, code) ? valueWords[code]?.[lang] : undefined) ?? code;
}
