import { Type } from 'typebox';
import {
  contract,
  Day,
  defineAuditActions,
  definePermissions,
  groupPermissions,
  Id,
  Instant,
  Nullable,
  PageOf,
  PageQuery,
} from '../../platform/contract.ts';
import { accessActions } from '../access/contract.ts';
import { codesActions } from '../codes/contract.ts';
import { familyActions } from '../family/contract.ts';
import { feedbackActions } from '../feedback/contract.ts';
import { peopleActions } from '../people/contract.ts';
import { placesActions } from '../places/contract.ts';
import { programmesActions } from '../programmes/contract.ts';
import { reportsActions } from '../reports/contract.ts';
import { screeningActions } from '../screening/contract.ts';
import { staffActions } from '../staff/contract.ts';
import { overviewEndpoints, overviewPermissions, overviewProblems } from './overview/contract.ts';
import {
  webhookActions,
  webhookEndpoints,
  webhookPermissions,
  webhookProblems,
} from './webhooks/contract.ts';

const Filters = {
  action: Type.Optional(Type.String({ maxLength: 60 })),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  actorId: Type.Optional(Id),
  personId: Type.Optional(Id),
};

const Entry = Type.Object({
  id: Type.Integer(),
  at: Instant,
  action: Type.String(),
  actorId: Nullable(Id),
  actorName: Nullable(Type.String()),
  personId: Nullable(Id),
  personName: Nullable(Type.String()),
  placeZh: Nullable(Type.String()),
  placeEn: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  details: Type.Unsafe<Record<string, unknown>>({}),
  /** The details in words; empty where there are none. */
  inWords: Type.Object({ zh: Type.String(), en: Type.String() }),
});

export const oversight = contract('oversight', {
  audit: {
    method: 'GET',
    path: '/audit',
    summary: 'The audit trail of one’s places, newest first',
    query: Type.Object({ ...PageQuery, ...Filters }),
    response: Type.Object({
      ...PageOf(Entry).properties,
      /** By whose clocks days are told. */
      zone: Type.String(),
    }),
  },
  findPeople: {
    method: 'POST',
    path: '/audit/people',
    summary:
      'Those of a name who did something in the trail of one’s places, or whom an entry concerns',
    // What is typed to look for people stands in no address.
    body: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 100 }),
      as: Type.Enum(['actor', 'person']),
    }),
    response: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  },
  exportAudit: {
    method: 'GET',
    path: '/audit/export',
    summary: 'The same entries as XLSX or CSV, streamed',
    unattended: true,
    query: Type.Object({
      ...Filters,
      format: Type.Optional(Type.Enum(['xlsx', 'csv'])),
      lang: Type.Optional(Type.Enum(['zh', 'en'])),
    }),
    response: 'stream',
  },
  ...overviewEndpoints,
  ...webhookEndpoints,
});

export { type WebhookKind, webhookKinds } from './webhooks/contract.ts';

export const oversightProblems = { ...overviewProblems, ...webhookProblems };

export const oversightPermissions = definePermissions({
  ...overviewPermissions,
  ...webhookPermissions,
  'audit.read': { zh: '查看审计日志', en: 'View the audit trail' },
  'audit.export': { zh: '导出审计日志', en: 'Export the audit trail' },
});

export const oversightPermissionGroup = groupPermissions(
  'oversight',
  { zh: '审计', en: 'Audit' },
  oversightPermissions,
);

export const oversightActions = defineAuditActions({
  ...webhookActions,
  'audit.exported': { zh: '导出审计日志', en: 'Exported audit trail' },
});

/** Every action of the trail, in words; gathered here, because what is exported of the trail writes them out. */
export const everyAuditAction = {
  ...placesActions,
  ...accessActions,
  ...peopleActions,
  ...staffActions,
  ...programmesActions,
  ...reportsActions,
  ...codesActions,
  ...screeningActions,
  ...familyActions,
  ...feedbackActions,
  ...oversightActions,
};
