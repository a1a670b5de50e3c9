import { Type } from 'typebox';
import { defineProblems, type Endpoint, Id, Instant } from '../../../platform/contract.ts';

/** The part of the contract that is about captchas. */
export const captchaEndpoints = {
  captcha: {
    method: 'POST',
    path: '/captcha',
    summary: 'A new captcha: a picture, or a puzzle that the browser solves by itself',
    body: Type.Object({ kind: Type.Enum(['picture', 'puzzle']) }),
    response: Type.Object({
      id: Id,
      /** SVG of the picture. */
      picture: Type.Optional(Type.String()),
      /** An ALTCHA challenge; beside a picture both are to be answered. */
      puzzle: Type.Optional(Type.Unsafe<Record<string, unknown>>({})),
      expiresAt: Instant,
    }),
  },
} as const satisfies Record<string, Endpoint>;

export const captchaProblems = defineProblems({
  captcha_wrong: {
    status: 422,
    zh: '验证码不对或已过期，请看新的一张。',
    en: 'The captcha was wrong or has expired. Here is a new one.',
  },
  captcha_outgrown: {
    status: 422,
    zh: '您所在的网络刚刚多次登录失败，为了安全，请再填一次新的验证码。',
    en: 'Many sign-ins failed just now from the network you are in. To be safe, please fill in the new captcha.',
  },
});
