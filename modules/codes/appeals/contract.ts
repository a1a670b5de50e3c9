import { Type } from 'typebox';
import {
  Done,
  defineAuditActions,
  definePermissions,
  defineProblems,
  type Endpoint,
  Instant,
  Nullable,
  PageOf,
  PageQuery,
  type Text,
  TextSchema,
} from '../../../platform/contract.ts';
import { personLine } from '../../programmes/contract.ts';
import { Colour, causeKinds, NameStart, shownNow } from '../contract-schemas.ts';

export const appealStateNames = {
  open: { zh: '处理中', en: 'Open' },
  accepted: { zh: '申诉成立', en: 'Accepted' },
  refused: { zh: '未予支持', en: 'Refused' },
} as const satisfies Record<string, Text>;

export type AppealState = keyof typeof appealStateNames;
const appealStates = Object.keys(appealStateNames) as AppealState[];

/** So often somebody may appeal against one entry of their ledger. */
export const appealsPerEntry = 3;

const AppealId = Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 });
const params = Type.Object({ id: AppealId });
const ProgrammeId = Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 });
const Answer = Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' });

const appeal = {
  id: AppealId,
  /** The entry of the ledger that it is about. */
  entry: Type.Integer(),
  colour: Colour,
  label: TextSchema,
  words: Type.String(),
  writtenAt: Instant,
  state: Type.Enum(appealStates),
  /** Whose turn it is, or who decided. */
  place: TextSchema,
  /** Until when they are to decide. */
  dueAt: Instant,
  /** Past that, and nobody is above. */
  overdue: Type.Boolean(),
  /** How often it went to the organisation above. */
  level: Type.Integer(),
  answer: Nullable(Type.String()),
  /** Accepted by one, and to be approved by a second person: it is about an order. */
  awaitsSecond: Type.Boolean(),
  decidedAt: Nullable(Instant),
};

/** The entry of the ledger that somebody appeals against: what it rests on, and who is behind it. */
const Against = Type.Object({
  at: Instant,
  /** What made the rule hold, and when that was. */
  kind: Type.Enum([...causeKinds]),
  causedAt: Instant,
  place: Nullable(TextSchema),
  note: Nullable(Type.String()),
  evidence: Nullable(Type.String()),
  actor: Nullable(Type.String()),
  approver: Nullable(Type.String()),
});

export const appealEndpoints = {
  ownAppeals: {
    method: 'GET',
    path: '/mine/appeals',
    summary: 'One’s own appeals, newest first, and whether one may write another now',
    response: Type.Object({
      items: Type.Array(Type.Object(appeal)),
      /** The entry that one may appeal against; null where there is nothing to appeal against. */
      entry: Nullable(Type.Integer()),
      days: Type.Integer(),
    }),
  },
  appeal: {
    method: 'POST',
    path: '/mine/appeals',
    summary: 'Appeals against the colour that one’s code has now',
    body: Type.Object({
      entry: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }),
      words: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }),
    }),
    response: Type.Object({ id: AppealId }),
  },
  appeals: {
    method: 'POST',
    path: '/appeals/list',
    summary:
      'Appeals that it is the turn of one’s places to decide, open ones by when they are due, else the newest first; the look goes into the audit trail',
    body: Type.Object({
      programmeId: ProgrammeId,
      state: Type.Optional(Type.Enum(appealStates)),
      /** How names begin. */
      name: Type.Optional(NameStart),
      ...PageQuery,
    }),
    response: PageOf(
      Type.Object({
        ...appeal,
        person: Type.Object(personLine),
        /** What the code shows now; null where the programme has no codes any more. */
        now: Nullable(Type.Object(shownNow)),
        /** Null where the content of the entry is past its date. */
        against: Nullable(Against),
      }),
    ),
  },
  appealCount: {
    method: 'GET',
    path: '/appeals/count',
    summary: 'How many appeals wait for one’s places',
    query: Type.Object({ programmeId: ProgrammeId }),
    response: Type.Object({ open: Type.Integer(), overdue: Type.Integer() }),
  },
  acceptAppeal: {
    method: 'POST',
    path: '/appeals/:id/accept',
    summary: 'Accepts an appeal: what it is about ends, an order once a second person has approved',
    params,
    body: Type.Object({ answer: Answer }),
    response: Done,
  },
  refuseAppeal: {
    method: 'POST',
    path: '/appeals/:id/refuse',
    summary: 'Refuses an appeal, with the reason',
    params,
    body: Type.Object({ answer: Answer }),
    response: Done,
  },
} as const satisfies Record<string, Endpoint>;

export const appealProblems = defineProblems({
  appeal_open: {
    status: 409,
    zh: '您已就这一码色提出申诉，请等待答复。',
    en: 'You have appealed against this already. Please wait for the answer.',
  },
  appeal_outdated: {
    status: 409,
    zh: '您的码色刚刚有变化，请看过后再决定是否申诉。您写的内容没有丢失。',
    en: 'Your colour has just changed. Please look at it before you appeal; nothing you typed is lost.',
  },
  appeal_too_often: {
    status: 409,
    zh: '对同一次变化最多申诉 {count} 次。',
    en: 'You can appeal {count} times against the same change.',
  },
  appeal_decided: {
    status: 409,
    zh: '这项申诉已由他人处理，请刷新。',
    en: 'Somebody has decided this appeal already. Please reload.',
  },
});

export const appealPermissions = definePermissions({
  'appeal.decide': { zh: '处理码色申诉', en: 'Decide appeals against colours' },
});

export const appealActions = defineAuditActions({
  'appeal.viewed': { zh: '查看码色申诉', en: 'Viewed appeals against colours' },
  'appeal.accepted': { zh: '认可码色申诉', en: 'Accepted an appeal against a colour' },
  'appeal.refused': { zh: '不支持码色申诉', en: 'Refused an appeal against a colour' },
});
