import { Type } from 'typebox';
import {
  Done,
  defineAuditActions,
  defineProblems,
  type Endpoint,
  Nullable,
} from '../../../platform/contract.ts';
import { Card, CodeTyped, OrderedCode, Secret } from '../contract-schemas.ts';

/** The part of the contract that is about one’s own password and phone. */
export const accountEndpoints = {
  changePassword: {
    method: 'POST',
    path: '/password',
    summary:
      'Changes the password and ends the other sessions that it opens. `current` is needed where `me` says so',
    body: Type.Object({ current: Type.Optional(Secret), password: Secret }),
    response: Done,
  },
  phone: {
    method: 'GET',
    path: '/phone',
    summary: 'One’s own phone number, masked',
    response: Type.Object({ phone: Nullable(Type.String()) }),
  },
  requestPhoneCode: {
    method: 'POST',
    path: '/phone/code',
    summary: 'Another phone, first step: the password, and the number that a code is sent to',
    body: Type.Object({ phone: Card, password: Secret }),
    response: OrderedCode,
  },
  changePhone: {
    method: 'POST',
    path: '/phone',
    summary: 'Another phone, second step: the code. The number takes the place of the present one',
    body: Type.Object({ token: Secret, code: CodeTyped }),
    response: Type.Object({ phone: Type.String() }),
  },
} as const satisfies Record<string, Endpoint>;

export const accountProblems = defineProblems({
  phone_same: {
    status: 422,
    zh: '这就是您现在的手机号。',
    en: 'This is your present phone number.',
  },
  phone_taken: {
    status: 409,
    zh: '这个手机号已由别人使用，请换一个，或联系员工。',
    en: 'Somebody else uses this phone number. Please take another one, or contact the staff.',
  },
  password_too_short: {
    status: 422,
    zh: '密码至少 {min} 位。',
    en: 'The password needs at least {min} characters.',
  },
  password_too_long: {
    status: 422,
    zh: '密码最多 {max} 位。',
    en: 'The password can have at most {max} characters.',
  },
  password_too_simple: {
    status: 422,
    zh: '密码太简单：请混用字母、数字或符号，不要用日期或登录账号。',
    en: 'This password is too simple. Mix letters, digits or symbols, and leave out dates and what you sign in with.',
  },
  password_too_common: {
    status: 422,
    zh: '这个密码太常见，容易被猜到，请换一个。',
    en: 'This password is too common and easy to guess. Please choose another one.',
  },
  password_same: {
    status: 422,
    zh: '新密码不能与现在的（或初始）密码相同。',
    en: 'The new password must differ from the current (or initial) one.',
  },
  password_wrong: { status: 422, zh: '现在的密码不对。', en: 'The current password is wrong.' },
});

export const accountActions = defineAuditActions({
  'person.phone_changed': { zh: '更换手机号', en: 'Phone changed' },
  'person.password_reset': { zh: '重设忘记的密码', en: 'Forgotten password set anew' },
});
