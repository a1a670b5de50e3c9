import { Type } from 'typebox';
import {
  contract,
  Done,
  defineAuditActions,
  definePermissions,
  defineProblems,
  groupPermissions,
  Id,
  Line,
  Nullable,
  PageOf,
  PageQuery,
} from '../../platform/contract.ts';
import { Role, RoleCode } from '../access/contract.ts';
import { Me } from '../people/contract.ts';
import { PlaceDetails } from '../places/contract.ts';
import {
  apiKeyActions,
  apiKeyEndpoints,
  apiKeyPermissions,
  apiKeyProblems,
} from './api-keys/contract.ts';
import { importEndpoints, placeImportProblems } from './imports/contract.ts';
import { Identity, scannerEndpoints } from './scanners/contract.ts';

export { placeRowProblems } from './imports/contract.ts';
export { type Act, isScannerRole, type Level, levels } from './scanners/contract.ts';

const StaffMember = Type.Object({
  personId: Id,
  name: Type.String(),
  /** The letter under which the name stands: W of 王伟, # of one without any. */
  initial: Type.String(),
  /** Empty for who signs in by phone; of them alone it tells the phone, masked. */
  username: Type.String(),
  phone: Nullable(Type.String()),
  disabled: Type.Boolean(),
  activated: Type.Boolean(),
  /** Whether their identity document is on record: without it they decide about nobody's code. */
  documented: Type.Boolean(),
  remark: Nullable(Type.String()),
  /** Stands for status and remark as they are now: to be sent along with a change of them. */
  version: Type.String(),
  grants: Type.Array(
    Type.Object({
      id: Type.Integer(),
      role: Role,
      placeId: Type.Integer(),
      nameZh: Type.String(),
      nameEn: Type.String(),
    }),
  ),
});

const Username = Type.String({ minLength: 3, maxLength: 40, pattern: '^[A-Za-z0-9._-]+$' });
const Name = Line(100);
const RowId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const Remark = PlaceDetails.remark;
const Phone = Type.Optional(Type.String({ minLength: 1, maxLength: 40 }));
const Password = Type.String({ minLength: 1, maxLength: 200 });

/** Of what places the roles are. */
export const staffTypes = ['organisation', 'site'] as const;

export const staff = contract('staff', {
  createFirstAdministrator: {
    method: 'POST',
    path: '/first-administrator',
    summary: 'Makes the first administrator of an empty installation by the link from the terminal',
    body: Type.Object({
      token: Type.String({ minLength: 1, maxLength: 200 }),
      username: Username,
      name: Name,
      password: Password,
    }),
    response: Type.Object({ me: Me }),
  },
  setAdministratorPassword: {
    method: 'POST',
    path: '/administrator-link',
    summary: 'Sets the password of an administrator anew by a link from the terminal',
    body: Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }), password: Password }),
    response: Type.Object({ me: Me }),
  },
  list: {
    method: 'POST',
    path: '/search',
    summary: 'Staff with a role at or below one’s own places, by name',
    /** What people are looked for by stands in no address. */
    body: Type.Object({
      ...PageQuery,
      /** A document’s whole number; such a look is noted in the audit trail. */
      identity: Type.Optional(Type.String({ maxLength: 64 })),
      /** Beginnings of words of the name; of a Chinese one any part. */
      name: Type.Optional(Type.String({ maxLength: 100 })),
      /** The beginning of a user name, or a whole phone number, which is noted as well. */
      account: Type.Optional(Type.String({ maxLength: 100 })),
      disabled: Type.Optional(Type.Boolean()),
      role: Type.Optional(RoleCode),
      /** A place, with all below it. */
      placeId: Type.Optional(RowId),
      /** Who has a role at a region or an organisation, or at a site. */
      type: Type.Optional(Type.Enum([...staffTypes])),
      /** The letter from which on they are listed. */
      jumpTo: Type.Optional(Type.String({ pattern: '^[A-Za-z#]$' })),
    }),
    response: PageOf(StaffMember),
  },
  member: {
    method: 'GET',
    path: '/:personId',
    summary: 'A member of staff; the look is noted in the audit trail',
    params: Type.Object({ personId: Id }),
    response: Type.Object({
      ...StaffMember.properties,
      /** What they are known by, masked where it is personal. */
      identifiers: Type.Array(Type.Object({ kind: Type.String(), value: Type.String() })),
    }),
  },
  add: {
    method: 'POST',
    path: '/',
    summary: 'Adds a member of staff; answers the one-time password, which is shown only now',
    body: Type.Object({
      ...{ username: Username, name: Name, role: RoleCode, placeId: RowId },
      identity: Type.Optional(Identity),
      phone: Phone,
      remark: Remark,
      /** They cannot sign in until somebody enables them. */
      disabled: Type.Optional(Type.Boolean()),
    }),
    response: Type.Object({ personId: Id, oneTimePassword: Type.String() }),
  },
  holders: {
    method: 'GET',
    path: '/roles/:code/holders',
    summary: 'Who holds a role at or below one’s own places, in the order in which it was given',
    params: Type.Object({ code: RoleCode }),
    query: Type.Object(PageQuery),
    response: PageOf(
      Type.Object({
        grantId: Type.Integer(),
        personId: Id,
        name: Type.String(),
        username: Type.String(),
        placeId: Type.Integer(),
        nameZh: Type.String(),
        nameEn: Type.String(),
      }),
    ),
  },
  grantRole: {
    method: 'POST',
    path: '/:personId/grants',
    summary: 'Gives a member of staff a further role on a place',
    params: Type.Object({ personId: Id }),
    body: Type.Object({ role: RoleCode, placeId: RowId }),
    response: Done,
  },
  revokeRole: {
    method: 'DELETE',
    path: '/:personId/grants/:grantId',
    summary: 'Takes a role back',
    params: Type.Object({ personId: Id, grantId: RowId }),
    response: Done,
  },
  change: {
    method: 'PATCH',
    path: '/:personId',
    summary:
      'Changes status and remark of a member of staff; ends the sessions of one who is disabled',
    params: Type.Object({ personId: Id }),
    body: Type.Object({
      /** What was seen before: where somebody else has changed it since, nothing is changed. */
      version: Type.Optional(Type.String({ maxLength: 64 })),
      disabled: Type.Optional(Type.Boolean()),
      remark: Remark,
    }),
    response: Done,
  },
  reset: {
    method: 'POST',
    path: '/:personId/reset',
    summary: 'A new one-time password, which is shown only now',
    params: Type.Object({ personId: Id }),
    body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 500, pattern: '\\S' }) }),
    response: Type.Object({ oneTimePassword: Type.String() }),
  },
  setDocument: {
    method: 'PUT',
    path: '/:personId/document',
    summary: 'Enters the identity document of a member of staff, in place of the one before',
    params: Type.Object({ personId: Id }),
    body: Type.Object({ identity: Identity }),
    response: Done,
  },
  ...scannerEndpoints,
  ...apiKeyEndpoints,
  ...importEndpoints,
});

export { longestKey } from './api-keys/contract.ts';

const ownProblems = defineProblems({
  place_move_gains: {
    status: 403,
    zh: '您在新的上级有而在原来的上级没有某些权限，请由在两处权限相同的人移动。',
    en: 'You may do more at the new place than at the old one. Please ask somebody with the same permissions at both.',
  },
  first_link_invalid: {
    status: 410,
    zh: '链接无效或已过期，请在终端重新启动以获取新的链接。',
    en: 'The link is no longer valid. Restart the server to get a new one.',
  },
  administrator_link_invalid: {
    status: 410,
    zh: '链接无效或已过期，请在服务器上重新生成。',
    en: 'The link is no longer valid. Make a new one on the server.',
  },
  document_taken: {
    status: 409,
    zh: '这个证件号码已登记在另一个员工账号名下，请核对。如果是同一个人（例如已是扫码员），请把角色授予那个账号。',
    en: 'Another staff account is on record with this document. Please check it. If it is of the same person, such as a scanner, give the role to that account.',
  },
  document_unreadable: {
    status: 422,
    zh: '请输入完整的证件号码。',
    en: 'Please type the whole number of a document.',
  },
  staff_changed: {
    status: 409,
    zh: '其他人刚刚修改了此人的状态或备注，您的修改没有保存。',
    en: 'Somebody else has just changed the status or the remark of this person. Your changes were not saved.',
  },
  grant_exists: { status: 409, zh: '已有这个角色。', en: 'This role has already been granted.' },
  role_unknown: { status: 422, zh: '没有这个角色。', en: 'There is no such role.' },
  role_elsewhere: {
    status: 422,
    zh: '这个角色只能在它所属的机构及下级使用。',
    en: 'This role can only be given at its own organisation and below.',
  },
  last_administrator: {
    status: 409,
    zh: '这样修改后，将没有已启用的管理员能管理员工和角色。请先指定另一位管理员。',
    en: 'After this nobody with an active account could manage staff and roles. Appoint another administrator first.',
  },
  not_oneself: {
    status: 409,
    zh: '不能对自己这样做。',
    en: 'You cannot do this to yourself.',
  },
  grant_of_scanner: {
    status: 409,
    zh: '扫码员的角色随站点分配，请在站点管理中停用或替换。',
    en: 'Scanners have this role through their site. Disable or replace them there.',
  },
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

const ownPermissions = definePermissions({
  'staff.read': { zh: '查看员工', en: 'View staff' },
  'staff.manage': { zh: '管理员工及其角色', en: 'Manage staff and their roles' },
  'scanner.read': { zh: '查看站点及其扫码员', en: 'View sites and their scanners' },
  'scanner.manage': {
    zh: '添加、停用和替换扫码员',
    en: 'Add, disable and replace scanners',
  },
  'site.manage': { zh: '添加、修改和停用站点', en: 'Add, change and disable sites' },
});

const ownActions = defineAuditActions({
  'staff.first_administrator': { zh: '创建第一个管理员', en: 'Created the first administrator' },
  'staff.link_made': {
    zh: '在服务器上生成管理员登录链接',
    en: 'Made a link for an administrator on the server',
  },
  'staff.link_used': {
    zh: '通过服务器上的链接重设管理员密码',
    en: 'Reset an administrator’s password by the link from the server',
  },
  'staff.added': { zh: '添加员工', en: 'Added staff' },
  'staff.role_granted': { zh: '授予角色', en: 'Granted role' },
  'staff.role_revoked': { zh: '收回角色', en: 'Revoked role' },
  'staff.looked_up': {
    zh: '按证件号码或手机号查找员工',
    en: 'Looked up staff by document or phone',
  },
  'staff.viewed': { zh: '查看员工', en: 'Viewed member of staff' },
  'staff.changed': { zh: '修改员工备注', en: 'Changed remark on staff' },
  'staff.disabled': { zh: '停用员工账号', en: 'Disabled staff account' },
  'staff.enabled': { zh: '启用员工账号', en: 'Enabled staff account' },
  'staff.document_set': { zh: '登记员工证件', en: 'Entered document of staff' },
  'staff.document_refused': {
    zh: '登记员工证件未通过：证件已登记在另一位员工名下',
    en: 'Did not enter document of staff: another one is on record with it',
  },
  'staff.phone_refused': {
    zh: '登记员工手机号未通过：手机号已被另一位员工使用',
    en: 'Did not enter phone of staff: another one has it',
  },
  'staff.reset': { zh: '重置员工密码', en: 'Reset staff password' },
  'staff.places_exported': {
    zh: '导出机构和站点',
    en: 'Exported organisations and sites',
  },
  'staff.places_uploaded': {
    zh: '上传机构和站点表格',
    en: 'Uploaded workbook of organisations and sites',
  },
  'staff.places_import_confirmed': {
    zh: '确认导入机构和站点',
    en: 'Confirmed import of organisations and sites',
  },
  'staff.places_import_discarded': {
    zh: '放弃导入机构和站点',
    en: 'Discarded import of organisations and sites',
  },
  'staff.places_imported': {
    zh: '导入机构和站点完成',
    en: 'Imported organisations and sites',
  },
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

export const staffProblems = { ...ownProblems, ...apiKeyProblems, ...placeImportProblems };
export const staffPermissions = { ...ownPermissions, ...apiKeyPermissions };
export const staffActions = { ...ownActions, ...apiKeyActions };

export const staffPermissionGroup = groupPermissions(
  'staff',
  { zh: '员工与站点', en: 'Staff and sites' },
  staffPermissions,
);
