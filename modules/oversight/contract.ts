import { Type } from 'typebox';
import {
  type AuditKind,
  auditKinds,
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
  type Text,
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
import { looksEndpoints } from './looks/contract.ts';
import { overviewEndpoints, overviewPermissions, overviewProblems } from './overview/contract.ts';
import {
  retentionActions,
  retentionEndpoints,
  retentionPermissions,
  retentionProblems,
} from './retention/contract.ts';
import {
  unusualActions,
  unusualEndpoints,
  unusualPermissions,
  unusualProblems,
} from './unusual/contract.ts';
import {
  webhookActions,
  webhookEndpoints,
  webhookPermissions,
  webhookProblems,
} from './webhooks/contract.ts';

const RowId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

const Filters = {
  action: Type.Optional(Type.String({ maxLength: 60 })),
  kind: Type.Optional(Type.Enum([...auditKinds])),
  /** A place, with all that lies below it. */
  placeId: Type.Optional(RowId),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  actorId: Type.Optional(Id),
  personId: Type.Optional(Id),
};

const Entry = Type.Object({
  id: Type.Integer(),
  at: Instant,
  action: Type.String(),
  kind: Type.Enum([...auditKinds]),
  actorId: Nullable(Id),
  actorName: Nullable(Type.String()),
  personId: Nullable(Id),
  personName: Nullable(Type.String()),
  placeZh: Nullable(Type.String()),
  placeEn: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  details: Type.Unsafe<Record<string, unknown>>({}),
  /** How many people its list showed, counted to a thousand. */
  shown: Type.Integer(),
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
  shown: {
    method: 'GET',
    path: '/audit/:id/people',
    summary: 'Whom a list, a search or an export showed; to read this is noted as well',
    params: Type.Object({ id: RowId }),
    query: Type.Object(PageQuery),
    response: Type.Object({
      ...PageOf(Type.Object({ personId: Id, name: Type.String() })).properties,
      /** False where those of other places are left out, whom the same list showed. */
      whole: Type.Boolean(),
    }),
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
  ...looksEndpoints,
  ...unusualEndpoints,
  ...retentionEndpoints,
});

export { tableNames } from './retention/contract-tables.ts';
export { type WebhookKind, webhookKinds } from './webhooks/contract.ts';

export const oversightProblems = {
  ...overviewProblems,
  ...webhookProblems,
  ...unusualProblems,
  ...retentionProblems,
};

/** What an entry tells, as people call it. */
export const auditKindNames: Record<AuditKind, Text> = {
  looked: { zh: '查看', en: 'Viewed' },
  changed: { zh: '修改', en: 'Changed' },
  exported: { zh: '导出', en: 'Exported' },
};

export const oversightPermissions = definePermissions({
  ...overviewPermissions,
  ...webhookPermissions,
  'audit.read': { zh: '查看审计日志', en: 'View the audit trail' },
  'audit.export': { zh: '导出审计日志', en: 'Export the audit trail' },
  ...unusualPermissions,
  ...retentionPermissions,
});

export const oversightPermissionGroup = groupPermissions(
  'oversight',
  { zh: '总览、审计、数据保存和外部系统', en: 'Overview, audit, retention and other systems' },
  oversightPermissions,
);

export const oversightActions = defineAuditActions({
  ...webhookActions,
  'audit.people_viewed': {
    zh: '查看一条记录涉及的人员',
    en: 'Viewed whom an entry showed',
  },
  'audit.exported': { zh: '导出审计日志', en: 'Exported audit trail' },
  ...unusualActions,
  ...retentionActions,
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
