import { Type } from 'typebox';
import { codeColours } from '../../../forms/colours.ts';
import { identityKinds } from '../../../forms/identity.ts';
import {
  Done,
  defineAuditActions,
  defineProblems,
  Id,
  Instant,
  Nullable,
} from '../../../platform/contract.ts';

/** A document as it is typed. */
export const Identity = Type.Object({
  kind: Type.Enum([...identityKinds]),
  number: Type.String({ minLength: 1, maxLength: 64 }),
});

const Request = Type.Object({
  id: Id,
  /** Of one’s own requests as it was typed, of others’ masked. */
  name: Type.String(),
  /** Whether one would be the carer; otherwise the ward. */
  iCare: Type.Boolean(),
  askedAt: Instant,
  expiresAt: Instant,
});

const byId = { params: Type.Object({ id: Id }) };

export const linkEndpoints = {
  mine: {
    method: 'GET',
    path: '/mine',
    summary: 'For whom one may act, who may act for oneself, and what was asked of either',
    response: Type.Object({
      links: Type.Array(
        Type.Object({
          id: Id,
          personId: Id,
          name: Type.String(),
          iCare: Type.Boolean(),
          since: Instant,
          confirmed: Type.Enum(['account', 'in_person']),
          /** What a ward's code shows now; null of a carer, and where the programme has no codes. */
          colour: Nullable(Type.Enum([...codeColours])),
        }),
      ),
      /** Asked of oneself. */
      incoming: Type.Array(Request),
      /** Asked by oneself. */
      outgoing: Type.Array(Request),
    }),
  },
  ask: {
    method: 'POST',
    path: '/requests',
    summary:
      'Asks to act for somebody, or somebody to act for oneself. Answers alike whether anybody is meant or not',
    body: Type.Object({
      identity: Identity,
      name: Type.String({ minLength: 1, maxLength: 100 }),
      /** Whether one asks to be the carer; otherwise to be cared for. */
      iCare: Type.Boolean(),
    }),
    response: Done,
  },
  takeBack: {
    method: 'DELETE',
    path: '/requests/:id',
    summary: 'Takes back a request of one’s own',
    ...byId,
    response: Done,
  },
  agree: {
    method: 'POST',
    path: '/requests/:id/agree',
    summary: 'Agrees to what somebody asked',
    ...byId,
    body: Type.Object({}),
    response: Done,
  },
  refuse: {
    method: 'POST',
    path: '/requests/:id/refuse',
    summary: 'Refuses what somebody asked, and with `block` whatever else they ask',
    ...byId,
    body: Type.Object({ block: Type.Boolean() }),
    response: Done,
  },
  end: {
    method: 'DELETE',
    path: '/links/:id',
    summary: 'Ends a link, as the carer or as the ward',
    ...byId,
    response: Done,
  },
  printed: {
    method: 'GET',
    path: '/links/:id/printed',
    summary: 'A ward’s code on paper as a PDF, for the carer; noted in the audit trail',
    ...byId,
    query: Type.Object({ lang: Type.Enum(['zh', 'en']) }),
    response: 'stream',
  },
} as const;

export const linkProblems = defineProblems({
  family_not_offered: {
    status: 409,
    zh: '这个项目没有开通家人代办。',
    en: 'Acting for family members is not part of this programme.',
  },
  family_yourself: {
    status: 422,
    zh: '这是您本人的证件。请填写家人的证件。',
    en: 'This is your own document. Please enter that of your family member.',
  },
  family_linked: {
    status: 409,
    zh: '您和此人已经关联。',
    en: 'You two are linked already.',
  },
  family_asked_too_often: {
    status: 429,
    zh: '一天最多可以发出 {count} 个请求，请明天再试。',
    en: 'No more than {count} requests can be sent in a day. Please try again tomorrow.',
  },
  family_request_over: {
    status: 409,
    zh: '这个请求已失效：已过期、已被撤回，或已答复。',
    en: 'This request is over: it ran out, was taken back, or has been answered.',
  },
  too_many_wards: {
    status: 409,
    zh: '一个人最多可以为 {count} 位家人代办。请先结束其中一位。',
    en: 'One person can act for {count} others at most. Please end one of these links first.',
  },
  too_many_carers: {
    status: 409,
    zh: '一个人最多可以由 {count} 位家人代办。请先结束其中一位。',
    en: 'No more than {count} others can act for one person. Please end one of these links first.',
  },
});

export const linkActions = defineAuditActions({
  'family.linked': { zh: '建立家人代办关系', en: 'Linked two family members' },
  'family.printed': { zh: '代家人下载纸质码', en: 'Printed the code of a family member' },
  'family.ended': { zh: '结束家人代办关系', en: 'Ended the link of two family members' },
});
