import type { Lang, Text } from '../../shared/i18n.ts';

/** What the audit trail calls `<noun>.<past tense>`, said in words. */
export const actionNames: Record<string, Text> = {
  'person.viewed': { zh: '查看个人资料', en: 'Looked at a person' },
  'person.reset': { zh: '重置个人登录', en: 'Reset a person’s sign-in' },
  'person.withdrawn': { zh: '退出人员', en: 'Withdrew a person' },
  'photo.viewed': { zh: '查看照片', en: 'Looked at a photo' },
  'reports.exported': { zh: '导出填报数据', en: 'Exported reports' },
  'export.started': { zh: '开始导出填报数据', en: 'Began an export' },
  'report.missing_viewed': { zh: '查看未报人员', en: 'Looked at who is missing' },
  'report.alerts_viewed': { zh: '查看预警', en: 'Looked at alerts' },
  'report.reminded': { zh: '提醒未报人员', en: 'Reminded people' },
  'roster.viewed': { zh: '查看名单', en: 'Looked at the roster' },
  'roster.import_viewed': { zh: '查看导入预览', en: 'Looked at an import’s preview' },
  'roster.uploaded': { zh: '上传名单', en: 'Uploaded a roster' },
  'roster.import_confirmed': { zh: '确认导入名单', en: 'Confirmed an import' },
  'roster.imported': { zh: '导入名单', en: 'Imported a roster' },
  'roster.withdrawn': { zh: '让不在名单中的人退出', en: 'Withdrew absent people' },
  'roster.refused_rows_exported': { zh: '下载被拒绝的行', en: 'Downloaded refused rows' },
  'programme.created': { zh: '新建项目', en: 'Created a programme' },
  'place.created': { zh: '添加机构', en: 'Added a place' },
  'place.renamed': { zh: '修改机构名称', en: 'Renamed a place' },
  'staff.first_administrator': { zh: '创建第一个管理员', en: 'Created the first administrator' },
  'staff.added': { zh: '添加员工', en: 'Added staff' },
  'staff.role_given': { zh: '授予角色', en: 'Gave a role' },
  'staff.role_taken': { zh: '收回角色', en: 'Took a role back' },
  'staff.disabled': { zh: '停用员工账号', en: 'Disabled staff' },
  'staff.enabled': { zh: '启用员工账号', en: 'Enabled staff' },
  'staff.reset': { zh: '重置员工密码', en: 'Reset a staff password' },
};

/** The action in words; one that has none yet is told by its code. */
export function actionName(action: string, lang: Lang): string {
  return actionNames[action]?.[lang] ?? action;
}
