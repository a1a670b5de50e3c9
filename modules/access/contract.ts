import { Type } from 'typebox';
import { contract } from '../../platform/contract.ts';

/** The fixed roles. Each holds on a place and on everything below it. */
export const Role = Type.Enum(['administrator', 'organiser', 'reader']);

export const access = contract('access', {
  mine: {
    method: 'GET',
    path: '/mine',
    summary: 'What the member of staff who asks may do',
    response: Type.Object({
      permissions: Type.Array(Type.String()),
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
});
