import { Type } from 'typebox';
import {
  Done,
  defineAuditActions,
  definePermissions,
  defineProblems,
  type Endpoint,
  Id,
  Instant,
  Nullable,
  PageQuery,
  type Text,
} from '../../../platform/contract.ts';
import { AnswerValues, CheckSummary, Colour, Definition, RowId } from '../contract-schemas.ts';

/** What a clock on the wall shows in the programme’s zone, to the minute. */
const WallTime = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$' });

const Filter = {
  /** A site, or an organisation with all sites below it. */
  placeId: Type.Optional(RowId),
  /** The whole number of a document, of whatever kind. */
  document: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  /** How the name begins. */
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  from: Type.Optional(WallTime),
  /** This minute included. */
  to: Type.Optional(WallTime),
  colour: Type.Optional(Colour),
  high: Type.Optional(Type.Boolean()),
  conflict: Type.Optional(Type.Boolean()),
  undone: Type.Optional(Type.Boolean()),
};

const sorts = ['newest', 'oldest'] as const;

/** In lists and files of the staff. */
export const checkWayNames = {
  code: { zh: '扫健康码', en: 'Code scanned' },
  printed: { zh: '扫纸质码', en: 'Printed code' },
  number: { zh: '证件号码', en: 'Document number' },
  assisted: { zh: '辅助登记', en: 'Assisted registration' },
} satisfies Record<string, Text>;

export const conflictNames = {
  site_closed: { zh: '上传时站点已停用', en: 'Site closed when it arrived' },
  scanner_disabled: { zh: '上传时登记人已被禁用', en: 'Scanner disabled when it arrived' },
  code_refused: { zh: '上传时此码未通过核验', en: 'Code not accepted when it arrived' },
  name_differs: { zh: '证件登记的是另一姓名', en: 'Another name is on record for the document' },
} satisfies Record<string, Text>;

export const unconfirmedName: Text = { zh: '未确认', en: 'Not confirmed' };

const Row = Type.Object({
  id: Id,
  enrolmentId: Type.Integer(),
  /** In full where `whole`, else masked. */
  name: Type.String(),
  document: Nullable(Type.String()),
  whole: Type.Boolean(),
  siteZh: Type.String(),
  siteEn: Type.String(),
  checkedAt: Instant,
  recordedAt: Instant,
  temperature: Type.Number(),
  high: Type.Boolean(),
  colour: Colour,
  /** What the scanner saw. */
  shown: Type.String(),
  scanner: Type.String(),
  way: Type.Enum(['code', 'printed', 'number', 'assisted']),
  conflict: CheckSummary.properties.conflict,
  undone: Type.Boolean(),
});

const exportFormats = ['xlsx', 'csv'] as const;
const exportStates = ['waiting', 'running', 'done', 'stopped'] as const;

export const managementEndpoints = {
  managed: {
    method: 'POST',
    path: '/managed',
    summary:
      'Checks of a programme at all sites that one sees, or those alone that one made oneself; found by whom, when, where and what they say',
    body: Type.Object({
      programmeId: RowId,
      ...Filter,
      sort: Type.Optional(Type.Enum([...sorts])),
      ...PageQuery,
      /** The page before this one’s first row. */
      before: Type.Optional(Type.String({ maxLength: 300 })),
      /** Begins here, and can be paged both ways. */
      jumpTo: Type.Optional(WallTime),
    }),
    response: Type.Object({
      items: Type.Array(Row),
      next: Nullable(Type.String()),
      previous: Nullable(Type.String()),
      /** Where a page ends before it is full: so far was searched, and the next one goes on from there. */
      searchedTo: Nullable(Instant),
    }),
  },
  managedCheck: {
    method: 'GET',
    path: '/managed/:id',
    summary: 'One check with all that it says; the look is noted in the audit trail',
    params: Type.Object({ id: Id }),
    response: Type.Object({
      ...Row.properties,
      remark: Nullable(Type.String()),
      unverifiedPhone: Nullable(Type.String()),
      undoneAt: Nullable(Instant),
      /** What was asked beside the temperature; personal values are masked. */
      answers: Nullable(
        Type.Object({
          form: Nullable(Type.Object({ definition: Definition, zone: Type.String() })),
          values: AnswerValues,
          incomplete: Type.Boolean(),
        }),
      ),
      alert: Nullable(
        Type.Object({
          openedAt: Instant,
          closedAt: Nullable(Instant),
          closedBy: Nullable(Type.String()),
          note: Nullable(Type.String()),
        }),
      ),
    }),
  },
  personChecks: {
    method: 'GET',
    path: '/people/:enrolmentId/checks',
    summary: 'How often somebody was checked at one’s own sites, and when last',
    params: Type.Object({ enrolmentId: RowId }),
    response: Type.Object({ count: Type.Integer(), last: Nullable(Instant) }),
  },
  startExport: {
    method: 'POST',
    path: '/managed/exports',
    summary:
      'Prepares a file of the checks that are found; what is looked for stands in no address',
    body: Type.Object({
      programmeId: RowId,
      ...Filter,
      sort: Type.Optional(Type.Enum([...sorts])),
      format: Type.Enum([...exportFormats]),
      lang: Type.Enum(['zh', 'en']),
    }),
    response: Type.Object({ id: Id, estimated: Type.Integer() }),
  },
  exportProgress: {
    method: 'GET',
    path: '/managed/exports/:id',
    summary: 'How far an export of one’s own is',
    params: Type.Object({ id: Id }),
    response: Type.Object({
      state: Type.Enum([...exportStates]),
      rows: Type.Integer(),
      /** About so many there will be. */
      estimated: Type.Integer(),
    }),
  },
  exportFile: {
    method: 'GET',
    path: '/managed/exports/:id/file',
    summary: 'The file, streamed, within an hour',
    params: Type.Object({ id: Id }),
    response: 'stream',
  },
  cancelExport: {
    method: 'POST',
    path: '/managed/exports/:id/cancel',
    summary: 'Stops an export of one’s own',
    params: Type.Object({ id: Id }),
    body: Type.Object({}),
    response: Done,
  },
} as const satisfies Record<string, Endpoint>;

export const managementProblems = defineProblems({
  span_reversed: {
    status: 422,
    zh: '结束时间早于开始时间。',
    en: 'The end is before the start.',
  },
  export_gone: {
    status: 409,
    zh: '此导出已取消或已过期。请重新导出。',
    en: 'This export was cancelled or has expired. Please export again.',
  },
});

export const managementPermissions = definePermissions({
  'check.read': { zh: '查看站点的排查信息', en: 'View checks at sites' },
  'check.read_own': {
    zh: '仅查看本人登记的排查信息',
    en: 'View checks of one’s own only',
    narrows: 'check.read',
  },
  'check.export': { zh: '导出排查信息', en: 'Export checks' },
  'check.unmask': {
    zh: '查看排查信息中的完整姓名和证件号码',
    en: 'See full names and document numbers of checks',
  },
});

export const managementActions = defineAuditActions({
  'checks.listed': { zh: '查看排查信息列表', en: 'Listed checks' },
  'checks.viewed': { zh: '查看个人排查次数', en: 'Viewed how often a person was checked' },
  'checks.exported': { zh: '导出排查信息', en: 'Exported checks' },
});
