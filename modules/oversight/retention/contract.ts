import { type Static, Type } from 'typebox';
import {
  Day,
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
const OfRun = Type.Object({ runId: Id });
const OfProgramme = Type.Object({ id: RowId });
const Bilingual = Type.Object({ zh: Type.String(), en: Type.String() });
const KeptDays = Type.Integer({ minimum: 1, maximum: 3650 });

const TrailDays = Type.Integer({ minimum: 180, maximum: 36_500 });

/** What the first count of a run found, by table. */
export const Preview = Type.Object({
  people: Type.Integer(),
  /** Who belongs to nothing else, and disappears wholly. */
  leaving: Type.Integer(),
  /** Who stays on record as staff, or because of another programme. */
  staff: Type.Integer(),
  elsewhere: Type.Integer(),
  steps: Type.Array(
    Type.Object({
      table: Type.String(),
      rows: Type.Integer(),
      oldest: Nullable(Day),
      newest: Nullable(Day),
      files: Type.Integer(),
      bytes: Type.Integer(),
    }),
  ),
});
export type Preview = Static<typeof Preview>;

const runStates = ['counting', 'proposed', 'withdrawn', 'running', 'done', 'stopped'] as const;
export type RunState = (typeof runStates)[number];

const Run = Type.Object({
  id: Id,
  programmeId: Type.Integer(),
  state: Type.Enum([...runStates]),
  endsOn: Day,
  keptDays: Type.Integer(),
  preview: Nullable(Preview),
  previewHash: Nullable(Type.String()),
  proposedBy: Type.String(),
  proposedAt: Instant,
  /** Whether it is one's own, which somebody else must confirm. */
  isOwn: Type.Boolean(),
  confirmedBy: Nullable(Type.String()),
  confirmedAt: Nullable(Instant),
  peopleDone: Type.Integer(),
  deleted: Type.Record(Type.String(), Type.Integer()),
  /** Why it was stopped. */
  problem: Nullable(Type.Enum(['by_hand', 'retention_outdated', 'retention_not_due'])),
  finishedAt: Nullable(Instant),
  /** Since when it fails, how often in a row, at what, and when it is tried again; null where it goes well. */
  failing: Nullable(
    Type.Object({
      since: Instant,
      attempts: Type.Integer(),
      what: Type.String(),
      nextAt: Instant,
    }),
  ),
});

const Kept = Type.Object({
  programmeId: Type.Integer(),
  name: Bilingual,
  endsOn: Day,
  keptDays: Type.Integer(),
  /** From this day on its data may be deleted; so many days are left, none or fewer when it is due. */
  dueOn: Day,
  daysLeft: Type.Integer(),
  run: Nullable(Run),
});

export const retentionEndpoints = {
  retention: {
    method: 'GET',
    path: '/retention',
    summary: 'Until when the data of each programme is kept, and what is deleted just now',
    response: Type.Object({
      programmes: Type.Array(Kept),
      trail: Type.Object({ keptDays: Type.Integer(), mayChange: Type.Boolean() }),
    }),
  },
  setKeptDays: {
    method: 'PUT',
    path: '/retention/:id',
    summary: 'Says for how many days a programme’s data is kept after its last day',
    params: OfProgramme,
    body: Type.Object({ keptDays: KeptDays, before: KeptDays }),
    response: Done,
  },
  setTrailDays: {
    method: 'PUT',
    path: '/retention/trail',
    summary: 'Says for how many days the audit trail is kept, in the whole installation',
    body: Type.Object({ keptDays: TrailDays, before: TrailDays }),
    response: Done,
  },
  startRetention: {
    method: 'POST',
    path: '/retention/:id/runs',
    summary: 'Counts what would be deleted, and deletes nothing; somebody else may confirm it then',
    params: OfProgramme,
    response: Type.Object({ runId: Id }),
  },
  confirmRetention: {
    method: 'POST',
    path: '/retention/runs/:runId/confirm',
    summary: 'Begins to delete what was counted; whoever had it counted cannot',
    params: OfRun,
    body: Type.Object({ previewHash: Type.String({ minLength: 64, maxLength: 64 }) }),
    response: Done,
  },
  retentionCount: {
    method: 'GET',
    path: '/retention/count',
    summary: 'How many deletions whoever asks may confirm as the second person, and how many fail',
    response: Type.Object({ waiting: Type.Integer(), failing: Type.Integer() }),
  },
  withdrawRetention: {
    method: 'POST',
    path: '/retention/runs/:runId/withdraw',
    summary:
      'Drops a run that nobody has confirmed, or stops one after its present batch: what is deleted stays deleted',
    params: OfRun,
    response: Done,
  },
  certificates: {
    method: 'GET',
    path: '/retention/certificates',
    summary: 'Certificates of what was deleted, newest first',
    query: Type.Object(PageQuery),
    response: PageOf(
      Type.Object({
        runId: Id,
        number: Type.Integer(),
        programme: Bilingual,
        madeAt: Instant,
        people: Type.Integer(),
        rows: Type.Integer(),
        hash: Type.String(),
      }),
    ),
  },
  certificate: {
    method: 'GET',
    path: '/retention/certificates/:runId',
    summary: 'One certificate with its seal, and whether it is as it was made',
    params: OfRun,
    response: Type.Object({
      number: Type.Integer(),
      /** JSON, over whose bytes the hash is. */
      content: Type.String(),
      hash: Type.String(),
      seal: Type.String(),
      isWhole: Type.Boolean(),
    }),
  },
  certificatePdf: {
    method: 'GET',
    path: '/retention/certificates/:runId/pdf',
    summary: 'The same as PDF',
    params: OfRun,
    query: Type.Object({ lang: Type.Enum(['zh', 'en']) }),
    response: 'stream',
  },
} as const;

export const retentionProblems = defineProblems({
  retention_changed: {
    status: 409,
    zh: '保存期限已被他人修改，请重新查看。',
    en: 'Somebody else has changed the keeping time. Please look again.',
  },
  retention_run_open: {
    status: 409,
    zh: '该项目已有一次删除正在统计、等待确认或进行中。',
    en: 'A deletion of this programme is being counted, waits for somebody or is under way.',
  },
  retention_not_due: {
    status: 409,
    zh: '保存期限尚未届满，不能删除。',
    en: 'The keeping time is not over yet; nothing can be deleted.',
  },
  retention_outdated: {
    status: 409,
    zh: '统计之后规则已改变，或统计已超过七天，请重新试算。',
    en: 'The rule has changed since this was counted, or that was more than a week ago. Please make another dry run.',
  },
  retention_own: {
    status: 403,
    zh: '删除不可恢复，须由另一人确认。',
    en: 'Deletion cannot be undone: somebody else must confirm it.',
  },
  retention_proposer_may_not: {
    status: 409,
    zh: '试算并提出的人已没有管理数据保留的权限，请由另一人重新试算。',
    en: 'Whoever made the dry run may not manage retention any more. Please have somebody else make another one.',
  },
  retention_settled: {
    status: 409,
    zh: '这次删除已被处理。',
    en: 'This deletion was settled already.',
  },
  trail_of_installation: {
    status: 403,
    zh: '审计日志的保存期限适用于整个系统，只能由管理全部机构的人员修改。',
    en: 'The keeping time of the trail applies to the whole installation. Only those who hold every place change it.',
  },
});

export const retentionPermissions = definePermissions({
  'retention.read': { zh: '查看数据保存期限和删除证明', en: 'View keeping times and certificates' },
  'retention.manage': {
    zh: '设定数据保存期限并试算删除',
    en: 'Set keeping times and propose deletions',
  },
  'retention.confirm': { zh: '确认删除到期数据', en: 'Confirm the deletion of data past its date' },
});

export const retentionActions = defineAuditActions({
  'retention.changed': { zh: '修改数据保存期限', en: 'Changed keeping time' },
  'retention.trail_changed': {
    zh: '修改审计日志保存期限',
    en: 'Changed keeping time of the trail',
  },
  'retention.proposed': { zh: '试算删除到期数据', en: 'Made a dry run of a deletion' },
  'retention.withdrawn': { zh: '放弃删除到期数据', en: 'Dropped a deletion' },
  'retention.confirmed': { zh: '确认删除到期数据', en: 'Confirmed a deletion' },
  'retention.stopped': { zh: '删除到期数据中止', en: 'Deletion was stopped' },
  'retention.completed': { zh: '到期数据删除完毕', en: 'Deletion was completed' },
  'retention.certificate_exported': {
    zh: '下载删除证明',
    en: 'Downloaded certificate of deletion',
  },
  'audit.pruned': { zh: '删除到期审计日志', en: 'Deleted entries of the trail past their date' },
});
