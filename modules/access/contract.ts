import { Type } from 'typebox';
import {
  contract,
  Done,
  defineAuditActions,
  definePermissions,
  defineProblems,
  groupPermissions,
  Id,
  Instant,
  Line,
  Nullable,
  PageOf,
  PageQuery,
  type PermissionName,
} from '../../platform/contract.ts';

/** By this a role is named in requests; its names for people are the installation's. */
export const RoleCode = Type.String({ minLength: 1, maxLength: 40 });

/** A role as it is shown. */
export const Role = Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() });

const Permission = Type.Unsafe<PermissionName>(Type.String());

/** A permission in words. */
const Sentence = Type.Object({ name: Permission, zh: Type.String(), en: Type.String() });

const PlaceId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

const PlaceNames = { nameZh: Type.String(), nameEn: Type.String() };

/** Names are stored as they stand; a list names each permission once. */
const RoleFields = {
  nameZh: Line(40),
  nameEn: Line(60),
  description: Type.String({ maxLength: 500 }),
  permissions: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), {
    maxItems: 300,
    uniqueItems: true,
  }),
};

const ManagedRole = Type.Object({
  ...Role.properties,
  description: Type.String(),
  /** Where it can be given, and below; null is everywhere. */
  place: Nullable(Type.Object({ id: Type.Integer(), ...PlaceNames })),
  permissions: Type.Array(Permission),
  /** How many people hold it at or below the places of whoever asks. */
  holders: Type.Integer(),
  version: Type.Integer(),
  changedAt: Nullable(Instant),
  /** Whether whoever asks may change it; otherwise it comes from above them. */
  mayChange: Type.Boolean(),
  /** The product gives it to people by itself, so that it cannot be deleted. */
  isGivenByProduct: Type.Boolean(),
});

const ofRole = Type.Object({ code: RoleCode });

/** How many of those who hold a role would gain or lose a permission by a change, all their roles considered. */
const Effect = Type.Array(Type.Object({ ...Sentence.properties, people: Type.Integer() }));

export const access = contract('access', {
  mine: {
    method: 'GET',
    path: '/mine',
    summary: 'What the member of staff who asks may do now',
    response: Type.Object({
      permissions: Type.Array(Permission),
      grants: Type.Array(Type.Object({ role: Role, placeId: Type.Integer(), ...PlaceNames })),
    }),
  },
  roles: {
    method: 'GET',
    path: '/roles',
    summary: 'The roles that can be given at one’s places, the one that may least first',
    response: Type.Array(
      Type.Object({
        ...Role.properties,
        /** Where it can be given, and below; null is everywhere. */
        placeId: Nullable(Type.Integer()),
        permissions: Type.Array(Sentence),
      }),
    ),
  },
  permissions: {
    method: 'GET',
    path: '/permissions',
    summary: 'Every permission under the heading of its module, and whether one may give it there',
    query: Type.Object({ placeId: Type.Optional(PlaceId) }),
    response: Type.Array(
      Type.Object({
        module: Type.String(),
        zh: Type.String(),
        en: Type.String(),
        permissions: Type.Array(
          Type.Object({
            ...Sentence.properties,
            /** The permission of which it is a part. */
            narrows: Nullable(Permission),
            mayGive: Type.Boolean(),
          }),
        ),
      }),
    ),
  },
  managedRoles: {
    method: 'POST',
    path: '/managed-roles/search',
    summary: 'Roles with how many hold them: the installation’s own first, then by name',
    body: Type.Object({
      ...PageQuery,
      /** A part of a name or of the description. */
      search: Type.Optional(Type.String({ maxLength: 100 })),
    }),
    response: Type.Object({
      ...PageOf(ManagedRole).properties,
      /** Whether whoever asks may add roles for the whole installation. */
      mayAddForAll: Type.Boolean(),
    }),
  },
  managedRole: {
    method: 'GET',
    path: '/managed-roles/:code',
    summary: 'A role with how many hold it',
    params: ofRole,
    response: ManagedRole,
  },
  addRole: {
    method: 'POST',
    path: '/managed-roles',
    summary: 'Adds a role for a place and all below it, or for the whole installation',
    body: Type.Object({ ...RoleFields, placeId: Nullable(PlaceId) }),
    response: ManagedRole,
  },
  changeRole: {
    method: 'PUT',
    path: '/managed-roles/:code',
    summary: 'Changes a role; what it permits holds at once for all who hold it',
    params: ofRole,
    body: Type.Object({
      ...RoleFields,
      /** The version on which the change rests. */
      version: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    }),
    response: ManagedRole,
  },
  roleEffect: {
    method: 'POST',
    path: '/managed-roles/:code/effect',
    summary: 'How many people would gain or lose what, if a role had these permissions',
    params: ofRole,
    body: Type.Object({ permissions: RoleFields.permissions }),
    response: Type.Object({
      holders: Type.Integer(),
      gains: Effect,
      losses: Effect,
    }),
  },
  deleteRole: {
    method: 'DELETE',
    path: '/managed-roles/:code',
    summary: 'Deletes a role that nobody holds',
    params: ofRole,
    response: Done,
  },
  permissionsOfPerson: {
    method: 'GET',
    path: '/people/:personId/permissions',
    summary: 'What a member of staff may do on which of one’s places, and by which roles',
    params: Type.Object({ personId: Id }),
    response: Type.Array(
      Type.Object({
        placeId: Type.Integer(),
        ...PlaceNames,
        /** By which they may do something here: held on this place or above it. */
        roles: Type.Array(
          Type.Object({
            ...Role.properties,
            /** Where it is held. */
            placeId: Type.Integer(),
            ...PlaceNames,
            /** It gives nothing now: it is suspended, or its place is out of use. */
            isIdle: Type.Boolean(),
          }),
        ),
        permissions: Type.Array(
          Type.Object({
            ...Sentence.properties,
            /** The codes of the roles that give it. */
            by: Type.Array(Type.String()),
          }),
        ),
      }),
    ),
  },
});

export const accessProblems = defineProblems({
  role_name_taken: {
    status: 409,
    zh: '已有同名的角色，请换一个名称。',
    en: 'There is a role with this name already. Please choose another name.',
  },
  role_changed: {
    status: 409,
    zh: '在您编辑期间，别人修改了这个角色。您填写的内容没有丢失，请核对后再保存。',
    en: 'Somebody changed this role while you were editing it. Nothing you typed is lost; please check and save again.',
  },
  role_held: {
    status: 409,
    zh: '还有人持有这个角色，请先收回再删除。',
    en: 'People still hold this role. Revoke it from them before you delete it.',
  },
  role_needed: {
    status: 409,
    zh: '系统会自动授予这个角色，不能删除。',
    en: 'The system gives this role by itself, so it cannot be deleted.',
  },
  role_raises_oneself: {
    status: 403,
    zh: '您自己持有这个角色，这样修改会增加您自己的权限。请由上级修改。',
    en: 'You hold this role yourself, and the change would let you do more. Somebody above you has to make it.',
  },
  permission_unknown: { status: 422, zh: '没有这项权限。', en: 'There is no such permission.' },
  permission_not_held: {
    status: 403,
    zh: '角色中有您在相应机构没有的权限，不能由您增减。',
    en: 'The role has permissions that you do not hold where people hold it, so you cannot change what it permits.',
  },
});

export const accessPermissions = definePermissions({
  'role.manage': { zh: '管理角色及其权限', en: 'Manage roles and what they permit' },
});

export const accessPermissionGroup = groupPermissions(
  'access',
  { zh: '角色', en: 'Roles' },
  accessPermissions,
);

export const accessActions = defineAuditActions({
  'role.added': { zh: '添加角色', en: 'Added role' },
  'role.changed': { zh: '修改角色', en: 'Changed role' },
  'role.deleted': { zh: '删除角色', en: 'Deleted role' },
});
