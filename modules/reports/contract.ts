import { Type } from 'typebox';
import type { FormDefinition } from '../../forms/definition.ts';
import {
  contract,
  Day,
  Done,
  defineAuditActions,
  definePermissions,
  defineProblems,
  groupPermissions,
  Id,
  Instant,
} from '../../platform/contract.ts';
import { photoProblems } from '../../platform/file-problems.ts';
import { programmesProblems } from '../programmes/contract.ts';
import { alertEndpoints, alertProblems } from './alerts/contract.ts';
import {
  DayState,
  Effect,
  FormCode,
  FormValues,
  Overview,
  Report,
  Slot,
} from './contract-schemas.ts';
import { daysEffectEndpoints } from './days-effect/contract.ts';
import { staffEndpoints } from './staff/contract.ts';

export { type AlertState, alertStateNames, alertStates } from './alerts/contract.ts';

export const reports = contract('reports', {
  overview: {
    method: 'GET',
    path: '/mine',
    summary: 'Where one stands: declaration, counts by phase, today, each form',
    response: Overview,
  },
  declaration: {
    method: 'POST',
    path: '/mine/declaration',
    summary: 'Declares that all one reports is true; once for each system',
    body: Type.Object({ version: Type.Integer({ minimum: 0, maximum: 1_000_000 }) }),
    response: Done,
  },
  submit: {
    method: 'POST',
    path: '/mine',
    summary:
      'Sends a report. The same one sent again is answered as the first time; another one under its id is refused with `id_reused`',
    body: Type.Object({
      id: Id,
      form: FormCode,
      formVersionId: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }),
      /** The day on the form. Forms that are not daily are taken for the current day whatever this says. */
      day: Day,
      /** For forms of which one may send many: which of them this is. */
      entry: Type.Optional(Id),
      /** The version that was changed, so that nobody overwrites what they have not seen; 0 for a new one. */
      basedOn: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
      values: FormValues,
    }),
    response: Type.Object({
      id: Id,
      form: FormCode,
      slot: Slot,
      day: Day,
      version: Type.Integer(),
      sentAt: Instant,
      incomplete: Type.Boolean(),
    }),
  },
  effect: {
    method: 'POST',
    path: '/mine/effect',
    summary: 'What a report would change about the days due if it were sent; nothing is stored',
    body: Type.Object({
      form: FormCode,
      /** Of a form of which one may send many: which of them is changed. */
      entry: Type.Optional(Id),
      values: FormValues,
    }),
    response: Effect,
  },
  days: {
    method: 'GET',
    path: '/mine/days',
    summary: 'The state of each day of the reporting period, for a calendar; at most 400 days',
    query: Type.Object({ from: Day, to: Day }),
    response: Type.Array(Type.Object({ day: Day, state: DayState })),
  },
  missed: {
    method: 'GET',
    path: '/mine/missed',
    summary: 'Missed days, oldest first, each with whether it can still be filled in',
    response: Type.Object({ days: Type.Array(Day), canBackfill: Type.Boolean() }),
  },
  mine: {
    method: 'GET',
    path: '/mine/forms/:form',
    summary: 'One’s current reports of a form; with `slot`, that one and its earlier versions',
    params: Type.Object({ form: FormCode }),
    query: Type.Object({ slot: Type.Optional(Slot) }),
    response: Type.Object({
      /** Newest version first within a slot. */
      reports: Type.Array(Report),
      /** Definitions of the versions that these reports were made with, by version id. */
      definitions: Type.Unsafe<Record<string, FormDefinition>>({}),
    }),
  },
  addPhoto: {
    method: 'POST',
    path: '/mine/photos',
    summary: 'Uploads a photo for a report; kept for a day until a report names it',
    upload: true,
    response: Type.Object({ id: Id, width: Type.Integer(), height: Type.Integer() }),
  },
  photo: {
    method: 'GET',
    path: '/mine/photos/:id',
    summary: 'A photo of one’s own',
    params: Type.Object({ id: Id }),
    response: 'stream',
  },
  summaryPdf: {
    method: 'GET',
    path: '/mine/summary.pdf',
    summary: 'All that one has reported, as a PDF',
    query: Type.Object({ lang: Type.Enum(['zh', 'en']) }),
    response: 'stream',
  },
  summary: {
    method: 'GET',
    path: '/mine/summary',
    summary: 'All that one has reported: current versions of every form',
    response: Type.Object({
      reports: Type.Array(Report),
      definitions: Type.Unsafe<Record<string, FormDefinition>>({}),
    }),
  },
  ...alertEndpoints,
  ...staffEndpoints,
  ...daysEffectEndpoints,
});

const ownProblems = defineProblems({
  ...alertProblems,
  declaration_needed: {
    status: 403,
    zh: '请先完成真实性承诺。',
    en: 'Please make the declaration first.',
  },
  declaration_outdated: {
    status: 409,
    zh: '承诺内容已更新，请重新阅读。',
    en: 'The declaration has changed. Please read it again.',
  },
  form_not_offered: {
    status: 404,
    zh: '这份表不对您开放。',
    en: 'This form is not offered to you.',
  },
  form_outdated: {
    status: 409,
    zh: '表格已更新。您填写的内容还在，请核对后重新提交。',
    en: 'The form has been updated. What you typed is still here; please check it and send again.',
  },
  day_in_future: {
    status: 422,
    zh: '{day} 还没有到。',
    en: '{day} has not come yet.',
  },
  day_outside_window: {
    status: 422,
    zh: '{day} 不在您需要填报的日期内。',
    en: '{day} is not one of your reporting days.',
  },
  day_passed: {
    status: 422,
    zh: '{day} 已经过去，不能再填报。请为今天重新填写。',
    en: '{day} has passed and can no longer be reported. Please fill in today’s form.',
  },
  already_reported: {
    status: 409,
    zh: '已经填报过，不能修改。',
    en: 'This has been reported already and cannot be changed.',
  },
  milestone_unknown: {
    status: 422,
    zh: '还不知道您的{milestone}，请先填报。',
    en: '{milestone}: not known yet. Please report it first.',
  },
  newer_version: {
    status: 409,
    zh: '这一天已有更新的内容，可能是您在另一台设备上提交的。请看过后再提交。',
    en: 'There is a newer report, perhaps sent by you from another device. Please look at it, then send again.',
  },
  sent_too_often: {
    status: 409,
    zh: '提交的次数太多，不能再提交。如有需要，请联系组织方。',
    en: 'This was sent too many times and cannot be sent again. If you need to, ask the organisers.',
  },
  sent_often_today: {
    status: 409,
    zh: '今天已提交 {count} 次，请明天再提交。如有紧急情况，请联系组织方。',
    en: 'You have sent this {count} times today. Please send it again tomorrow; if it is urgent, contact the organisers.',
  },
  id_taken: {
    status: 409,
    zh: '请重新打开表格后再提交。',
    en: 'Please open the form again and send it once more.',
  },
  /** Its parameters `form`, `slot` and `version` say which report is stored under the id. */
  id_reused: {
    status: 409,
    zh: '这份填报此前已用另外的内容提交成功。您刚填写的内容还在，请核对后重新提交。',
    en: 'This report was sent before with other content. What you typed is still here; please check it and send it again.',
  },
  range_too_long: {
    status: 422,
    zh: '日期范围太长（最多 {max} 天）。',
    en: 'This range is too long ({max} days at most).',
  },
});

/** Also what `programmes` says to whoever takes no part (any more). */
export const reportsProblems = {
  ...ownProblems,
  ...photoProblems,
  not_enrolled: programmesProblems.not_enrolled,
};

export const reportsPermissions = definePermissions({
  'report.read': { zh: '查看填报情况', en: 'View who has reported and what needs attention' },
  'alert.handle': { zh: '处理预警', en: 'Look after alerts and close them' },
  'report.remind': { zh: '提醒未填报人员', en: 'Remind those who have not reported' },
  'report.export': { zh: '导出填报内容', en: 'Export reports' },
  'person.read': { zh: '查看个人填报内容', en: 'View a person and all their reports' },
});

export const reportsPermissionGroup = groupPermissions(
  'reports',
  { zh: '填报', en: 'Reports' },
  reportsPermissions,
);

export const reportsActions = defineAuditActions({
  'person.viewed': { zh: '查看个人资料', en: 'Viewed person' },
  'photo.viewed': { zh: '查看照片', en: 'Viewed photo' },
  'report.missing_viewed': { zh: '查看未报人员', en: 'Viewed missing reports' },
  'report.alerts_viewed': { zh: '查看预警', en: 'Viewed alerts' },
  'alert.viewed': { zh: '查看一条预警', en: 'Viewed alert' },
  'alert.taken': { zh: '接手预警', en: 'Took alert' },
  'alert.returned': { zh: '交回预警', en: 'Handed back alert' },
  'alert.noted': { zh: '添加预警备注', en: 'Noted on alert' },
  'alert.closed': { zh: '关闭预警', en: 'Closed alert' },
  'alert.reopened': { zh: '重新打开预警', en: 'Reopened alert' },
  'report.reminded': { zh: '提醒未报人员', en: 'Sent reminders' },
  'export.started': { zh: '开始导出填报数据', en: 'Started export' },
  'report.missing_exported': { zh: '导出未报名单', en: 'Exported missing reports' },
  'reports.exported': { zh: '导出填报数据', en: 'Exported reports' },
});
