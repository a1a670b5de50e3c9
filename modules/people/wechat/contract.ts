import { Type } from 'typebox';
import {
  Done,
  defineAuditActions,
  defineProblems,
  type Endpoint,
  Instant,
  Nullable,
} from '../../../platform/contract.ts';
import { Card, Secret, SignedIn } from '../contract-schemas.ts';

/** The part of the contract that is about WeChat. */
export const wechatEndpoints = {
  wechatOffer: {
    method: 'GET',
    path: '/wechat',
    summary: 'How this browser can sign in by WeChat: within WeChat, by a QR code, or not at all',
    response: Type.Object({ kind: Nullable(Type.Enum(['inside', 'web'])) }),
  },
  startWechat: {
    method: 'POST',
    path: '/wechat/start',
    summary: 'Where to go to sign in by WeChat. The way back is good once, in this browser',
    body: Type.Object({
      programme: Type.String({ pattern: '^[A-Za-z\\d][A-Za-z\\d_-]*$', maxLength: 60 }),
    }),
    response: Type.Object({ url: Type.String() }),
  },
  returnFromWechat: {
    method: 'POST',
    path: '/wechat/return',
    summary:
      'What WeChat gave the browser on the way back; without a code, the person said no there',
    body: Type.Object({
      state: Secret,
      code: Type.Optional(Type.String({ minLength: 1, maxLength: 512 })),
    }),
    response: Type.Object({
      token: Type.String(),
      /** Whose account the WeChat account opens. */
      holders: Type.Enum(['none', 'one', 'several']),
      expiresAt: Instant,
    }),
  },
  signInByWechat: {
    method: 'POST',
    path: '/sign-in/wechat',
    summary: 'Signs in by WeChat; who shares the WeChat account says the user name, too',
    body: Type.Object({ token: Secret, username: Type.Optional(Card) }),
    response: SignedIn,
  },
  bindWechat: {
    method: 'POST',
    path: '/wechat/binding',
    summary: 'Lets the WeChat account open one’s own account from now on, right after signing in',
    body: Type.Object({ token: Secret }),
    response: Done,
  },
  wechatBinding: {
    method: 'GET',
    path: '/wechat/binding',
    summary: 'Since when a WeChat account opens one’s own account; null where none does',
    response: Type.Object({ since: Nullable(Instant) }),
  },
  unbindWechat: {
    method: 'DELETE',
    path: '/wechat/binding',
    summary:
      'No WeChat account opens one’s own account any more; ends the other sessions it opened',
    response: Done,
  },
} as const satisfies Record<string, Endpoint>;

export const wechatProblems = defineProblems({
  wechat_denied: {
    status: 403,
    zh: '您在微信里没有同意登录。可以重试，或用其他方式登录。',
    en: 'You did not allow signing in on WeChat. You can try again, or sign in another way.',
  },
  wechat_expired: {
    status: 410,
    zh: '这次微信登录已失效，请重新点微信授权登录。',
    en: 'This WeChat sign-in is no longer valid. Please start it again.',
  },
  wechat_unavailable: {
    status: 503,
    zh: '暂时连接不上微信，请稍后再试，或用其他方式登录。',
    en: 'WeChat cannot be reached right now. Please try again later, or sign in another way.',
  },
  wechat_closed: {
    status: 403,
    zh: '这个账号已停用，不能登录。如有疑问，请联系员工。',
    en: 'This account has been closed, so you cannot sign in. If this is a mistake, please contact the staff.',
  },
  wechat_taken: {
    status: 409,
    zh: '这个微信已绑定别人的账号，不能再绑定您的账号。只有共用一个手机号的家人可以共用一个微信。',
    en: 'This WeChat account opens somebody else’s account and cannot open yours. Only families who share a phone can share a WeChat account.',
  },
});

export const wechatActions = defineAuditActions({
  'person.wechat_bound': { zh: '绑定微信', en: 'WeChat bound' },
  'person.wechat_unbound': { zh: '解除微信绑定', en: 'WeChat unbound' },
});
