import { Type } from 'typebox';
import {
  Done,
  defineAuditActions,
  definePermissions,
  defineProblems,
  Id,
  Instant,
  Nullable,
  PageOf,
  PageQuery,
} from '../../../platform/contract.ts';

const RowId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

const UnusualReading = Type.Object({
  id: Type.Integer(),
  actorId: Id,
  actorName: Type.String(),
  /** One by one, or by lists and exports. */
  kind: Type.Enum(['looked', 'listed']),
  /** When the hour began. */
  hour: Instant,
  count: Type.Integer(),
  usual: Nullable(Type.Integer()),
  raisedAt: Instant,
  closedAt: Nullable(Instant),
  closedBy: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  isOneself: Type.Boolean(),
});

const ReadingLimits = Type.Object({
  looked: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  listed: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
  times: Type.Integer({ minimum: 2, maximum: 100 }),
});

export const unusualEndpoints = {
  unusual: {
    method: 'GET',
    path: '/unusual',
    summary: 'Who of one’s places has read unusually many people within an hour, newest first',
    query: Type.Object({
      ...PageQuery,
      state: Type.Optional(Type.Enum(['open', 'closed'], { default: 'open' })),
    }),
    response: PageOf(UnusualReading),
  },
  unusualCount: {
    method: 'GET',
    path: '/unusual/count',
    summary: 'How many of them are open',
    response: Type.Object({ open: Type.Integer() }),
  },
  closeUnusual: {
    method: 'POST',
    path: '/unusual/:id/close',
    summary: 'Closes one with a reason; nobody closes what concerns themselves',
    params: Type.Object({ id: RowId }),
    body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' }) }),
    response: Done,
  },
  readingLimits: {
    method: 'GET',
    path: '/unusual/limits',
    summary: 'What counts as unusual in this installation',
    response: ReadingLimits,
  },
  setReadingLimits: {
    method: 'PUT',
    path: '/unusual/limits',
    summary: 'Says what counts as unusual, for the whole installation',
    body: ReadingLimits,
    response: Done,
  },
} as const;

export const unusualProblems = defineProblems({
  own_unusual_reading: {
    status: 403,
    zh: '不能处理与自己有关的提醒，请由他人处理。',
    en: 'You cannot close what concerns yourself. Please leave it to somebody else.',
  },
  unusual_reading_closed: {
    status: 409,
    zh: '这条提醒已由他人处理。',
    en: 'Somebody else has closed this already.',
  },
  limits_of_installation: {
    status: 403,
    zh: '这些数值适用于整个系统，只能由管理全部机构的人员修改。',
    en: 'These apply to the whole installation. Only those who hold every place change them.',
  },
});

export const unusualPermissions = definePermissions({
  'audit.limit': {
    zh: '设定何为异常查看',
    en: 'Say how much reading is unusual',
  },
});

export const unusualActions = defineAuditActions({
  'reading.closed': { zh: '处理异常查看提醒', en: 'Closed a note of unusual reading' },
  'reading.limits_changed': {
    zh: '修改异常查看的界限',
    en: 'Changed what counts as unusual reading',
  },
});
