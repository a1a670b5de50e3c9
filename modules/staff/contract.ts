import { Type } from 'typebox';
import {
  contract,
  Done,
  defineAuditActions,
  definePermissions,
  defineProblems,
  Id,
  Line,
} from '../../platform/contract.ts';
import { Role, RoleCode } from '../access/contract.ts';
import { Me } from '../people/contract.ts';

const StaffMember = Type.Object({
  personId: Id,
  name: Type.String(),
  /** The letter under which the name stands: W of 王伟, # of one without any. */
  initial: Type.String(),
  username: Type.String(),
  disabled: Type.Boolean(),
  activated: Type.Boolean(),
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
const Password = Type.String({ minLength: 1, maxLength: 200 });

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
    method: 'GET',
    path: '/',
    summary: 'Staff with a role at or below one’s own places, by name',
    response: Type.Array(StaffMember),
  },
  add: {
    method: 'POST',
    path: '/',
    summary: 'Adds a member of staff; answers the one-time password, which is shown only now',
    body: Type.Object({ username: Username, name: Name, role: RoleCode, placeId: RowId }),
    response: Type.Object({ personId: Id, oneTimePassword: Type.String() }),
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
    summary: 'Disables or enables a member of staff; ends the sessions of one who is disabled',
    params: Type.Object({ personId: Id }),
    body: Type.Object({ disabled: Type.Boolean() }),
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
});

export const staffProblems = defineProblems({
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
  grant_exists: { status: 409, zh: '已有这个角色。', en: 'This role has already been granted.' },
  role_unknown: { status: 422, zh: '没有这个角色。', en: 'There is no such role.' },
  not_oneself: {
    status: 409,
    zh: '不能对自己这样做。',
    en: 'You cannot do this to yourself.',
  },
});

export const staffPermissions = definePermissions({
  'staff.read': { zh: '查看员工', en: 'View staff' },
  'staff.manage': { zh: '管理员工及其角色', en: 'Manage staff and their roles' },
});

export const staffActions = defineAuditActions({
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
  'staff.disabled': { zh: '停用员工账号', en: 'Disabled staff account' },
  'staff.enabled': { zh: '启用员工账号', en: 'Enabled staff account' },
  'staff.reset': { zh: '重置员工密码', en: 'Reset staff password' },
});
