import { Type } from 'typebox';
import {
  AppName,
  Day,
  Done,
  defineAuditActions,
  definePermissions,
  defineProblems,
  type Endpoint,
  Id,
  Instant,
  Nullable,
  PageOf,
  PageQuery,
} from '../../../platform/contract.ts';
import {
  FeedbackId,
  feedbackLine,
  Kind,
  Photos,
  ProgrammeName,
  State,
  Words,
} from '../contract-schemas.ts';

const params = Type.Object({ id: FeedbackId });
const RowId = Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 });

/** What happened to feedback; the first three are said. */
export const entryKinds = [
  'sent',
  'added',
  'answered',
  'taken',
  'returned',
  'closed',
  'reopened',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** What staff do with feedback beside answering it. */
export const feedbackSteps = ['taken', 'returned', 'closed', 'reopened'] as const;
export type FeedbackStep = (typeof feedbackSteps)[number];

const Filters = {
  programmeId: Type.Optional(RowId),
  /** `field`: what scanners sent about their sites, which belongs to no programme. */
  origin: Type.Optional(Type.Enum(['programme', 'field'])),
  placeId: Type.Optional(RowId),
  kind: Type.Optional(Kind),
  /** `waiting`: new, or in progress. */
  state: Type.Optional(Type.Union([State, Type.Literal('waiting')])),
  /** The day on which it was sent. */
  from: Type.Optional(Day),
  to: Type.Optional(Day),
};

const receivedLine = {
  ...feedbackLine,
  programme: ProgrammeName,
  app: AppName,
  person: Type.String(),
  /** Who looks after it, answered it or closed it. */
  keeper: Nullable(Type.Object({ personId: Id, name: Type.String() })),
};

/** Whoever changes something says which version they have seen: nobody acts on what they do not know of. */
const seen = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 });

/** The part of the contract that is about what people have sent. */
export const receivedEndpoints = {
  received: {
    method: 'GET',
    path: '/received',
    summary: 'Feedback about one’s places; the look goes into the audit trail',
    query: Type.Object({
      ...PageQuery,
      ...Filters,
      /** Left out: newest first. */
      sort: Type.Optional(Type.Enum(['oldest'])),
    }),
    response: Type.Object({
      ...PageOf(Type.Object(receivedLine)).properties,
      /** By whose clocks days and times are told. */
      zone: Type.String(),
    }),
  },
  waiting: {
    method: 'GET',
    path: '/received/count',
    summary: 'How much feedback about one’s places waits for an answer',
    response: Type.Object({ new: Type.Integer(), inProgress: Type.Integer() }),
  },
  export: {
    method: 'GET',
    path: '/received/export',
    summary: 'The same feedback as XLSX or CSV, streamed',
    query: Type.Object({
      ...Filters,
      format: Type.Enum(['xlsx', 'csv']),
      lang: Type.Enum(['zh', 'en']),
    }),
    response: 'stream',
  },
  view: {
    method: 'GET',
    path: '/received/:id',
    summary: 'One of them, with all that was said and done; the look goes into the audit trail',
    params,
    response: Type.Object({
      ...receivedLine,
      /** The part that the person has in the programme. */
      enrolmentId: Nullable(Type.Integer()),
      contact: Nullable(Type.String()),
      photos: Photos,
      version: Type.Integer(),
      zone: Type.String(),
      /** Oldest first. */
      entries: Type.Array(
        Type.Object({
          id: Type.Integer(),
          kind: Type.Enum([...entryKinds]),
          by: Type.String(),
          words: Nullable(Type.String()),
          at: Instant,
        }),
      ),
    }),
  },
  answer: {
    method: 'POST',
    path: '/received/:id/answers',
    summary: 'Answers feedback, which the person sees; the same id sent again is stored once',
    params,
    body: Type.Object({ id: Id, words: Words, seen }),
    response: Done,
  },
  step: {
    method: 'POST',
    path: '/received/:id/steps',
    summary: 'Takes feedback into one’s care, hands it back, closes it, or opens it again',
    params,
    body: Type.Object({ step: Type.Enum([...feedbackSteps]), seen }),
    response: Done,
  },
  receivedPhoto: {
    method: 'GET',
    path: '/received/:feedbackId/photos/:id',
    summary: 'A photo of feedback; the look goes into the audit trail',
    params: Type.Object({ feedbackId: FeedbackId, id: Id }),
    response: 'stream',
  },
} as const satisfies Record<string, Endpoint>;

export const receivedProblems = defineProblems({
  /** Its parameter `name` says who. */
  feedback_news: {
    status: 409,
    zh: '{name} 刚刚处理过这条反馈，或补充了内容，请看过后再提交。您写的内容还在。',
    en: '{name} has just written or changed something here. Please read it first; what you typed is still here.',
  },
  feedback_step_gone: {
    status: 409,
    zh: '这条反馈现在的状态不能这样处理，请刷新。',
    en: 'This cannot be done with the feedback as it stands now. Please reload.',
  },
});

export const receivedPermissions = definePermissions({
  'feedback.read': { zh: '查看意见反馈', en: 'View feedback' },
  'feedback.answer': { zh: '答复和处理意见反馈', en: 'Answer feedback and look after it' },
  'feedback.export': { zh: '导出意见反馈', en: 'Export feedback' },
});

export const receivedActions = defineAuditActions({
  'feedback.listed': { zh: '查看意见反馈列表', en: 'Viewed list of feedback' },
  'feedback.viewed': { zh: '查看一条意见反馈', en: 'Viewed feedback' },
  'feedback.photo_viewed': { zh: '查看意见反馈的图片', en: 'Viewed photo of feedback' },
  'feedback.answered': { zh: '答复意见反馈', en: 'Answered feedback' },
  'feedback.taken': { zh: '接手意见反馈', en: 'Took feedback' },
  'feedback.returned': { zh: '交回意见反馈', en: 'Handed back feedback' },
  'feedback.closed': { zh: '关闭意见反馈', en: 'Closed feedback' },
  'feedback.reopened': { zh: '重新打开意见反馈', en: 'Reopened feedback' },
  'feedback.exported': { zh: '导出意见反馈', en: 'Exported feedback' },
});
