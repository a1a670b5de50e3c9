import { Type } from 'typebox';
import {
  Done,
  defineAuditActions,
  defineProblems,
  type Endpoint,
  Instant,
  Line,
  Nullable,
  PageOf,
  PageQuery,
} from '../../../platform/contract.ts';
import { CheckSummary, RowId } from '../contract-schemas.ts';

const Alert = Type.Object({
  id: Type.Integer(),
  check: CheckSummary,
  openedAt: Instant,
  closedAt: Nullable(Instant),
  closedBy: Nullable(Type.String()),
  note: Nullable(Type.String()),
});

export const alertEndpoints = {
  alerts: {
    method: 'GET',
    path: '/alerts',
    summary: 'High temperatures at the sites where one is senior or intermediate, newest first',
    query: Type.Object({ ...PageQuery, state: Type.Enum(['open', 'closed']) }),
    response: PageOf(Alert),
  },
  closeAlert: {
    method: 'POST',
    path: '/alerts/:id/close',
    summary: 'Says what was done about a high temperature',
    params: Type.Object({ id: RowId }),
    body: Type.Object({ note: Line(500) }),
    response: Done,
  },
} as const satisfies Record<string, Endpoint>;

export const alertProblems = defineProblems({
  alert_closed: {
    status: 409,
    zh: '这条提醒已由他人处理。',
    en: 'Somebody else has dealt with this already.',
  },
});

export const alertActions = defineAuditActions({
  'check.alerts_viewed': { zh: '查看体温异常提醒', en: 'Viewed high temperatures' },
  'check.alert_closed': { zh: '处理体温异常提醒', en: 'Closed a high temperature' },
});
