import { Type } from 'typebox';
import { contract, type PermissionName } from '../../platform/contract.ts';

/** By this a role is named in requests; its names for people are the installation's. */
export const RoleCode = Type.String({ minLength: 1, maxLength: 40 });

/** A role as it is shown. */
export const Role = Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() });

const Permission = Type.Unsafe<PermissionName>(Type.String());

export const access = contract('access', {
  mine: {
    method: 'GET',
    path: '/mine',
    summary: 'What the member of staff who asks may do now',
    response: Type.Object({
      permissions: Type.Array(Permission),
      grants: Type.Array(
        Type.Object({
          role: Role,
          placeId: Type.Integer(),
          nameZh: Type.String(),
          nameEn: Type.String(),
        }),
      ),
    }),
  },
  roles: {
    method: 'GET',
    path: '/roles',
    summary: 'Every role of the installation with what it may do, the one that may least first',
    response: Type.Array(
      Type.Object({
        ...Role.properties,
        permissions: Type.Array(
          Type.Object({ name: Permission, zh: Type.String(), en: Type.String() }),
        ),
      }),
    ),
  },
});
