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
  TextSchema,
} from '../../../platform/contract.ts';
import { Colour, EnrolmentId } from '../contract-schemas.ts';

const Id = Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 });

/** As of when people are looked at: the end of yesterday in the programme's zone, or now. */
export const rehearsalMoments = ['yesterday', 'now'] as const;

/** A rule that gives a colour, as the version or draft calls it; null for green and for no information. */
const Rule = Nullable(TextSchema);

const Rehearsal = Type.Object({
  id: Id,
  draftId: Id,
  revision: Type.Integer(),
  moment: Instant,
  startedAt: Instant,
  startedBy: Type.String(),
  state: Type.Enum(['working', 'failed', 'cancelled', 'done']),
  done: Type.Integer(),
  total: Type.Integer(),
  finishedAt: Nullable(Instant),
  /** Why it says nothing of what would be published now: the draft, or the version in force, is another one. */
  stale: Nullable(Type.Enum(['draft', 'version'])),
  /** How many of the units that were asked for; who keeps a colour stands in it as well. */
  matrix: Type.Array(Type.Object({ from: Colour, to: Colour, people: Type.Integer() })),
});

const Changed = Type.Object({
  enrolmentId: EnrolmentId,
  /** Masked. */
  name: Type.String(),
  group: Type.String(),
  place: TextSchema,
  from: Colour,
  to: Colour,
  fromRule: Rule,
  toRule: Rule,
});

const params = Type.Object({ id: Id });
const placeId = Type.Optional(Id);

export const rehearsalEndpoints = {
  rehearsal: {
    method: 'GET',
    path: '/rehearsals',
    summary:
      'The rehearsal of changed colour rules of a programme: how far it is, and how many would change colour from what to what',
    query: Type.Object({ programmeId: Id, placeId }),
    response: Nullable(Rehearsal),
  },
  startRehearsal: {
    method: 'POST',
    path: '/rehearsals',
    summary:
      'Rehearses the colour rules of a draft on everybody, in place of a former rehearsal; nobody’s colour changes',
    body: Type.Object({
      programmeId: Id,
      draftId: Id,
      revision: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }),
      at: Type.Enum([...rehearsalMoments]),
    }),
    response: Type.Object({ id: Id }),
  },
  cancelRehearsal: {
    method: 'POST',
    path: '/rehearsals/:id/cancel',
    summary: 'Stops a rehearsal that is under way',
    params,
    response: Done,
  },
  rehearsalPeople: {
    method: 'POST',
    path: '/rehearsals/:id/people',
    summary:
      'Who would change from one colour to another one, names masked; the look goes into the audit trail',
    params,
    body: Type.Object({ from: Colour, to: Colour, placeId, ...PageQuery }),
    response: PageOf(Changed),
  },
} as const satisfies Record<string, Endpoint>;

export const rehearsalProblems = defineProblems({
  rehearsal_draft_changed: {
    status: 409,
    zh: '草稿刚刚改动过，请刷新后预演新的草稿。',
    en: 'The draft has just been changed. Please reload, and rehearse the new one.',
  },
  rehearsal_draft_invalid: {
    status: 422,
    zh: '草稿还有需要修改的地方，改好后才能预演。',
    en: 'Something in the draft needs a change before it can be rehearsed.',
  },
  rehearsal_running: {
    status: 409,
    zh: '{name} 发起的预演正在进行。请等待完成，或先取消。',
    en: 'A rehearsal that {name} started is under way. Please wait for it, or cancel it first.',
  },
  rehearsal_proposed: {
    status: 409,
    zh: '已根据现有的预演提请发布。请先发布或收回提请，再重新预演。',
    en: 'Somebody asked for this draft to be published because of the present rehearsal. Please publish it or take the request back before you rehearse again.',
  },
  rehearsal_publication: {
    status: 409,
    zh: '上次发布的码色规则还没有为所有人重新计算完。请等待完成（失败时先继续），再预演。',
    en: 'Not everybody has followed the colour rules that were published last. Please wait until they have (resume it where it failed), then rehearse.',
  },
  rehearsal_over: {
    status: 409,
    zh: '这次预演已经结束。',
    en: 'This rehearsal is over already.',
  },
  rehearsal_needed: {
    status: 409,
    zh: '码色规则有改动：请先预演这份草稿，看清谁的码色会变，再提请发布。',
    en: 'Colour rules change: please rehearse this draft first, and see whose colour would change; then ask for it to be published.',
  },
  rule_in_use: {
    status: 409,
    zh: '规则“{rule}”不能删除：仍有 {count} 人由人工认定为此码色。请先解除这些认定。',
    en: 'The rule “{ruleEn}” cannot be removed: {count} people have it by hand. Please end these first.',
  },
});

export const rehearsalPermissions = definePermissions({
  'code.rehearse': {
    zh: '预演码色规则的改动，查看谁的码色会变',
    en: 'Rehearse changed colour rules, and see whose colour would change',
  },
});

export const rehearsalActions = defineAuditActions({
  'rehearsal.started': { zh: '预演码色规则', en: 'Rehearsed colour rules' },
  'rehearsal.cancelled': { zh: '取消预演码色规则', en: 'Cancelled a rehearsal of colour rules' },
  'rehearsal.viewed': {
    zh: '查看预演中码色会变的人员',
    en: 'Viewed whose colour a rehearsal would change',
  },
});
