import { Type } from 'typebox';
import { defineProblems, type Endpoint } from '../../../platform/contract.ts';
import {
  CaptchaAnswer,
  Card,
  CodeTyped,
  OrderedCode,
  Secret,
  SignedIn,
} from '../contract-schemas.ts';

/** The part of the contract that is about signing in. */
export const signInEndpoints = {
  signInByCard: {
    method: 'POST',
    path: '/sign-in/card',
    summary: 'Signs in by card number and password',
    body: Type.Object({ card: Card, password: Secret, captcha: CaptchaAnswer }),
    response: SignedIn,
  },
  signInByUsername: {
    method: 'POST',
    path: '/sign-in/username',
    summary: 'Signs in by user name and password',
    body: Type.Object({ username: Secret, password: Secret }),
    response: SignedIn,
  },
  signInByPhone: {
    method: 'POST',
    path: '/sign-in/phone',
    summary:
      'Signs in by phone or user name and password; who shares the phone with others says the user name, too',
    body: Type.Object({
      account: Card,
      password: Secret,
      username: Type.Optional(Card),
      captcha: CaptchaAnswer,
    }),
    response: SignedIn,
  },
  requestCode: {
    method: 'POST',
    path: '/sign-in/phone/code',
    summary:
      'Has a code sent to a phone by SMS. Answers alike whether anybody has the phone or not',
    body: Type.Object({ phone: Card, captcha: CaptchaAnswer }),
    response: OrderedCode,
  },
  signInByCode: {
    method: 'POST',
    path: '/sign-in/code',
    summary:
      'Signs in by a code that was sent; who shares the phone with others says the user name, too',
    body: Type.Object({
      token: Secret,
      code: CodeTyped,
      username: Type.Optional(Card),
    }),
    response: SignedIn,
  },
} as const satisfies Record<string, Endpoint>;

export const signInProblems = defineProblems({
  sign_in_failed: {
    status: 401,
    zh: '账号或密码不对。',
    en: 'The account or the password is incorrect. Please check both.',
  },
  withdrawn: {
    status: 403,
    zh: '您已退出这个项目，不能再登录；已填报的内容保留。如有疑问，请联系组织方。',
    en: 'You no longer take part in this programme and cannot sign in. What you reported stays saved. If this is a mistake, please contact the organiser.',
  },
  shut_out: {
    status: 403,
    zh: '您所在的站点或您的账号已停用，暂时不能登录。如有疑问，请联系您的上级或管理员。',
    en: 'Your site or your account there has been disabled, so you cannot sign in for now. If this is a mistake, please ask your superior or an administrator.',
  },
  phone_without_account: {
    status: 422,
    zh: '这个手机号下没有可用的账号。还没有注册的，请先注册；已注册的，请用用户名登录，或联系员工。',
    en: 'No account goes with this phone. If you have not registered yet, please do so first; otherwise sign in by user name or contact the staff.',
  },
  username_needed: {
    status: 422,
    zh: '这个手机号由多人共用，请填写您的用户名。',
    en: 'Several people share this phone. Please enter your user name.',
  },
});
