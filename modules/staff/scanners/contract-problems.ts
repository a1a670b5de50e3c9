import {
  defineAuditActions,
  definePermissions,
  defineProblems,
} from '../../../platform/contract.ts';

export const scannerProblems = defineProblems({
  scanner_has_other_roles: {
    status: 409,
    zh: '此人还有其他角色，请由管理员重置密码。',
    en: 'This person has further roles. Please ask an administrator to reset the password.',
  },
  own_line: {
    status: 409,
    zh: '您自己也在这条线上，请由更上级的人处理。',
    en: 'You stand in this line yourself. Somebody above it has to do this.',
  },
  level_too_low: {
    status: 409,
    zh: '您的级别不能做这项操作。',
    en: 'Your level does not allow this here.',
  },
  scanner_exists: {
    status: 409,
    zh: '此人已是这个站点的扫码员。',
    en: 'This person is a scanner of the site already.',
  },
  scanner_phone_differs: {
    status: 422,
    zh: '与系统中登记的手机号不同，请核对；确实换了手机号的，请联系管理员。',
    en: 'This is not the phone number on record. Please check it; if it has changed, ask an administrator.',
  },
  scanner_phone_taken: {
    status: 422,
    zh: '这个手机号已被另一位员工使用，请核对。',
    en: 'Another member of staff has this phone number. Please check it.',
  },
  scanner_active: {
    status: 409,
    zh: '此人已登录过，请其在登录页用短信验证码设置新密码。',
    en: 'This person has signed in before. They can set a new password by a code on the sign-in page.',
  },
  replacement_not_ordinary: {
    status: 409,
    zh: '只能由本站点的普通扫码员替换。',
    en: 'Only an ordinary scanner of the site can take their place.',
  },
  replacement_disabled: {
    status: 409,
    zh: '所选人员已停用，请先启用或另选一人。',
    en: 'The person you chose is disabled. Enable them first, or choose another one.',
  },
  line_is_disabled: {
    status: 409,
    zh: '这条线已停用，请先启用条线再替换。',
    en: 'This line is disabled. Enable the line before you replace anybody in it.',
  },
  site_not_yours: {
    status: 422,
    zh: '只能选择您在岗的站点。',
    en: 'You can only choose sites where you work.',
  },
});

export const scannerPermissions = definePermissions({
  'scanner.read': { zh: '查看站点及其扫码员', en: 'View sites and their scanners' },
  'scanner.manage': {
    zh: '添加、停用和替换扫码员',
    en: 'Add, disable and replace scanners',
  },
  'site.manage': { zh: '添加、修改和停用站点', en: 'Add, change and disable sites' },
});

export const scannerActions = defineAuditActions({
  'scanner.added': { zh: '添加扫码员', en: 'Added scanner' },
  'scanner.looked_up': {
    zh: '按证件号码查找扫码员',
    en: 'Looked up scanner by document',
  },
  'scanner.add_refused': {
    zh: '添加扫码员未通过：证件或手机号已被使用或不符',
    en: 'Did not add scanner: document or phone in use, or different',
  },
  'scanner.changed': { zh: '修改扫码员备注', en: 'Changed remark on scanner' },
  'scanner.viewed': { zh: '查看扫码员', en: 'Viewed scanner' },
  'scanner.disabled': { zh: '禁用扫码员本人', en: 'Disabled scanner' },
  'scanner.enabled': { zh: '启用扫码员本人', en: 'Enabled scanner' },
  'scanner.line_disabled': { zh: '禁用扫码员条线', en: 'Disabled line of scanners' },
  'scanner.line_enabled': { zh: '启用扫码员条线', en: 'Enabled line of scanners' },
  'scanner.replaced': { zh: '替换扫码员', en: 'Replaced scanner' },
});
