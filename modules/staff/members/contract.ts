import { Type } from 'typebox';
import {
  Done,
  defineAuditActions,
  definePermissions,
  defineProblems,
  type Endpoint,
  Id,
  Nullable,
  PageOf,
  PageQuery,
} from '../../../platform/contract.ts';
import { Role, RoleCode } from '../../access/contract.ts';
import { PlaceDetails } from '../../places/contract.ts';
import { RowId, StaffName, Username } from '../contract-schemas.ts';
import { Identity } from '../scanners/contract.ts';

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

const Remark = PlaceDetails.remark;
const Phone = Type.Optional(Type.String({ minLength: 1, maxLength: 40 }));

/** Of what places the roles are. */
export const staffTypes = ['organisation', 'site'] as const;

/** The part of the contract that is about members of staff and their roles. */
export const memberEndpoints = {
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
      ...{ username: Username, name: StaffName, role: RoleCode, placeId: RowId },
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
} as const satisfies Record<string, Endpoint>;

export const memberProblems = defineProblems({
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
});

export const memberPermissions = definePermissions({
  'staff.read': { zh: '查看员工', en: 'View staff' },
  'staff.manage': { zh: '管理员工及其角色', en: 'Manage staff and their roles' },
});

export const memberActions = defineAuditActions({
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
  'staff.phone_set': { zh: '登记员工手机号', en: 'Entered phone of staff' },
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
});
