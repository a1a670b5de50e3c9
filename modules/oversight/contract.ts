import { Type } from 'typebox';
import {
  contract,
  Day,
  definePermissions,
  Id,
  Instant,
  Nullable,
  PageOf,
  PageQuery,
} from '../../platform/contract.ts';

export const oversight = contract('oversight', {
  audit: {
    method: 'GET',
    path: '/audit',
    summary: 'The audit trail of one’s places, newest first',
    query: Type.Object({
      ...PageQuery,
      action: Type.Optional(Type.String({ maxLength: 60 })),
      from: Type.Optional(Day),
      to: Type.Optional(Day),
      actorId: Type.Optional(Id),
      personId: Type.Optional(Id),
    }),
    response: PageOf(
      Type.Object({
        id: Type.Integer(),
        at: Instant,
        action: Type.String(),
        actorName: Nullable(Type.String()),
        personName: Nullable(Type.String()),
        placeZh: Nullable(Type.String()),
        placeEn: Nullable(Type.String()),
        reason: Nullable(Type.String()),
        details: Type.Unsafe<Record<string, unknown>>({}),
      }),
    ),
  },
});

export const oversightPermissions = definePermissions({
  'audit.read': { zh: '查看审计日志', en: 'See the audit trail' },
});
