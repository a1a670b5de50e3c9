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
  PageOf,
  PageQuery,
  type Text,
  TextSchema,
} from '../../../platform/contract.ts';
import { personLine } from '../../programmes/contract.ts';
import { Colour, EnrolmentId, NameStart, shownNow } from '../contract-schemas.ts';

export const orderStateNames = {
  proposed: { zh: '待审批', en: 'Waiting for approval' },
  approved: { zh: '已批准', en: 'Approved' },
  refused: { zh: '未批准', en: 'Not approved' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} as const satisfies Record<string, Text>;

export type OrderState = keyof typeof orderStateNames;
const orderStates = Object.keys(orderStateNames) as OrderState[];

/** So many orders somebody may propose, or decide, within 24 hours. */
export const ordersPerDay = 20;

const params = Type.Object({ id: Id });
/** One person may write much; nobody may write nothing. */
const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });

export const Order = Type.Object({
  id: Id,
  person: Type.Object(personLine),
  /** What the code of the person shows now; null where the programme has no codes any more. */
  now: Nullable(Type.Object(shownNow)),
  /** Code of the rule, its colour and its words. */
  rule: Type.String(),
  colour: Colour,
  label: TextSchema,
  /** Whether it ends a colour instead of giving one. */
  isEnd: Type.Boolean(),
  place: TextSchema,
  reason: Type.String(),
  evidence: Type.String(),
  state: Type.Enum(orderStates),
  proposedBy: Type.Object({ personId: Id, name: Type.String() }),
  proposedAt: Instant,
  decidedBy: Nullable(Type.String()),
  decidedAt: Nullable(Instant),
  note: Nullable(Type.String()),
  /** Whether whoever asks may decide it: not one's own, and within one's places. */
  mayDecide: Type.Boolean(),
});

export const orderEndpoints = {
  orders: {
    method: 'POST',
    path: '/orders/list',
    summary:
      'Colours given and ended by hand, newest first, what waits oldest first; the look goes into the audit trail',
    body: Type.Object({
      programmeId: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }),
      enrolmentId: Type.Optional(EnrolmentId),
      state: Type.Optional(Type.Enum(orderStates)),
      /** How names begin. */
      name: Type.Optional(NameStart),
      ...PageQuery,
    }),
    response: PageOf(Order),
  },
  orderCount: {
    method: 'GET',
    path: '/orders/count',
    summary: 'How many orders wait for the approval of whoever asks',
    query: Type.Object({ programmeId: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }) }),
    response: Type.Object({ waiting: Type.Integer() }),
  },
  proposeOrder: {
    method: 'POST',
    path: '/orders',
    summary: 'Proposes a colour for one person; it holds once somebody else has approved it',
    body: Type.Object({
      enrolmentId: EnrolmentId,
      rule: Type.String({ minLength: 1, maxLength: 40 }),
      reason: Words(500),
      evidence: Words(2000),
    }),
    response: Type.Object({ id: Id }),
  },
  proposeEnd: {
    method: 'POST',
    path: '/orders/:id/end',
    summary: 'Proposes to end a colour that was given by hand',
    params,
    body: Type.Object({ reason: Words(500), evidence: Words(2000) }),
    response: Type.Object({ id: Id }),
  },
  approveOrder: {
    method: 'POST',
    path: '/orders/:id/approve',
    summary: 'Approves what somebody else has proposed; from now on it holds',
    params,
    response: Done,
  },
  refuseOrder: {
    method: 'POST',
    path: '/orders/:id/refuse',
    summary: 'Does not approve what somebody else has proposed',
    params,
    body: Type.Object({ note: Words(500) }),
    response: Done,
  },
  withdrawOrder: {
    method: 'POST',
    path: '/orders/:id/withdraw',
    summary: 'Withdraws what one has proposed oneself',
    params,
    response: Done,
  },
} as const satisfies Record<string, Endpoint>;

export const orderProblems = defineProblems({
  order_waiting: {
    status: 409,
    zh: '此人已有一项待审批的认定，请先处理。',
    en: 'Something is waiting for approval for this person already. Please deal with that first.',
  },
  order_exists: {
    status: 409,
    zh: '此人已有同样的认定。',
    en: 'This was decided for the person already.',
  },
  order_over: {
    status: 409,
    zh: '这项认定已经不再有效，无需解除。',
    en: 'This no longer holds, so there is nothing to end.',
  },
  order_decided: {
    status: 409,
    zh: '这项认定已由他人处理，请刷新。',
    en: 'Somebody has dealt with this already. Please reload.',
  },
  own_order: {
    status: 403,
    zh: '自己提出的认定须由另一位有权限的人员审批。',
    en: 'What you proposed yourself must be approved by somebody else.',
  },
  own_code: {
    status: 403,
    zh: '不能对本人的健康码作出认定或审批。',
    en: 'Nobody decides about their own health code.',
  },
  own_document_missing: {
    status: 403,
    zh: '您的证件号码尚未登记，无法确认这不是您本人的码。请管理员在“人员管理”中登记后再处理。',
    en: 'No document of yours is on record, so nobody can tell that this code is not your own. Please ask an administrator to enter it under “Staff”.',
  },
  rule_not_by_hand: {
    status: 409,
    zh: '这条规则不能由人工认定。',
    en: 'This rule cannot be assigned by hand.',
  },
  too_many_orders: {
    status: 429,
    zh: '24 小时内最多处理 {count} 项认定。',
    en: 'At most {count} of these within 24 hours.',
  },
});

export const orderPermissions = definePermissions({
  'code.assign': { zh: '提出人工认定码色', en: 'Propose colours of health codes by hand' },
  'code.entrust': {
    zh: '指定可以人工认定码色的人员',
    en: 'Appoint who proposes and approves colours by hand',
  },
  'code.approve': { zh: '审批人工认定的码色', en: 'Approve colours proposed by hand' },
});

export const orderActions = defineAuditActions({
  'order.viewed': { zh: '查看人工认定', en: 'Viewed colours given by hand' },
  'order.proposed': { zh: '提出人工认定', en: 'Proposed a colour by hand' },
  'order.approved': { zh: '批准人工认定', en: 'Approved a colour by hand' },
  'order.refused': { zh: '不批准人工认定', en: 'Did not approve a colour by hand' },
  'order.withdrawn': { zh: '撤回人工认定', en: 'Withdrew a colour by hand' },
});
