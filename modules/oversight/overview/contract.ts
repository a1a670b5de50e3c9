import { Type } from 'typebox';
import type { CodeColour } from '../../../forms/colours.ts';
import {
  Day,
  definePermissions,
  defineProblems,
  type Endpoint,
  Instant,
  Nullable,
} from '../../../platform/contract.ts';

const RowId = Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 });

const query = Type.Object({
  programmeId: RowId,
  /** A place of one's own with all below it; all of one's own where it is left out. */
  placeId: Type.Optional(RowId),
});

const Colours = Type.Unsafe<Record<CodeColour, number>>({
  type: 'object',
  additionalProperties: { type: 'integer' },
});

const Place = {
  id: Type.Integer(),
  kind: Type.Enum(['region', 'organisation', 'site']),
  code: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
};

/** Figures of a programme as they are at a moment. */
const Figures = Type.Object({
  at: Instant,
  today: Day,
  /** From the topmost place of one's own down to the one that is looked at. */
  trail: Type.Array(Type.Object(Place)),
  /** Of the form that is due every day, the last two weeks, today last; null where there is none. */
  daily: Nullable(
    Type.Object({
      form: Type.String(),
      days: Type.Array(Type.Object({ day: Day, due: Type.Integer(), done: Type.Integer() })),
    }),
  ),
  /** Alerts of reports that are not closed: nobody looks after them yet, or somebody does. */
  alerts: Type.Object({ open: Type.Integer(), care: Type.Integer() }),
  checks: Type.Object({
    today: Type.Integer(),
    /** The last 24 hours of an hour each, the one that has begun last. */
    hours: Type.Array(Type.Object({ begins: Instant, checks: Type.Integer() })),
    /** High temperatures that nobody has closed. */
    high: Type.Integer(),
  }),
  /** Null where the programme has no health codes; counted every few minutes. */
  colours: Nullable(Type.Object({ countedAt: Nullable(Instant), people: Colours })),
  /** What lies directly below the place that is looked at, each with all below it. */
  parts: Type.Array(
    Type.Object({
      ...Place,
      hasParts: Type.Boolean(),
      due: Type.Integer(),
      done: Type.Integer(),
      checks: Type.Integer(),
      colours: Colours,
    }),
  ),
  /** There are more parts than are shown. */
  cut: Type.Boolean(),
});

export const overviewEndpoints = {
  overview: {
    method: 'GET',
    path: '/overview',
    summary: 'How a programme stands now: figures alone, of nobody in particular',
    unattended: true,
    query,
    response: Figures,
  },
  watchOverview: {
    method: 'GET',
    path: '/overview/live',
    summary: 'The same as server-sent events: `figures` at once and whenever they change',
    query,
    response: 'stream',
  },
  boundaries: {
    method: 'GET',
    path: '/overview/boundaries/:code',
    summary: 'The boundaries of the divisions below one of GB/T 2260, as GeoJSON; 100000 is China',
    params: Type.Object({ code: Type.String({ pattern: '^\\d{6}$' }) }),
    response: 'stream',
  },
} as const satisfies Record<string, Endpoint>;

export const overviewProblems = defineProblems({
  too_many_read: {
    status: 429,
    zh: '您同时查询的统计太多，请稍候再试。',
    en: 'You ask for too many figures at a time. Please try again in a moment.',
  },
  too_many_watched: {
    status: 503,
    zh: '同时打开的实时页面太多，本页将定时更新。',
    en: 'Too many live pages are open. This one is refreshed from time to time instead.',
  },
  no_boundaries: {
    status: 404,
    zh: '没有安装这个地区的边界数据。',
    en: 'No boundaries of this region are installed.',
  },
});

export const overviewPermissions = definePermissions({
  'overview.read': { zh: '查看总览（仅数字）', en: 'View the overview, which shows figures alone' },
});
