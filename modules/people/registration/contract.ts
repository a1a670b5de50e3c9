import { Type } from 'typebox';
import { identityIssues } from '../../../forms/identity.ts';
import {
  Done,
  defineAuditActions,
  defineProblems,
  type Endpoint,
  Instant,
} from '../../../platform/contract.ts';
import {
  CaptchaAnswer,
  Card,
  CodeTyped,
  IdentityGiven,
  OrderedCode,
  PersonName,
  Secret,
} from '../contract-schemas.ts';

/** What somebody gives who registers; `claim` where they are on record already. */
export const RegistrationGiven = Type.Object({
  token: Secret,
  password: Secret,
  username: Card,
  name: PersonName,
  identity: IdentityGiven,
  claim: Type.Optional(Type.Object({ token: Secret, code: CodeTyped })),
});

/** The part of the contract that is about registering. */
export const registrationEndpoints = {
  requestRegistrationCode: {
    method: 'POST',
    path: '/registration/code',
    summary: 'Registering, first step: has a code sent to the phone',
    body: Type.Object({ phone: Card, captcha: CaptchaAnswer }),
    response: OrderedCode,
  },
  verifyRegistrationCode: {
    method: 'POST',
    path: '/registration/verify',
    summary: 'Registering, second step: the code. The token stands for the phone from then on',
    body: Type.Object({ token: Secret, code: CodeTyped }),
    response: Type.Object({ expiresAt: Instant }),
  },
  checkRegistrationPassword: {
    method: 'POST',
    path: '/registration/password',
    summary: 'Registering, third step: whether the password will do. Nothing is kept of it',
    body: Type.Object({ token: Secret, password: Secret }),
    response: Done,
  },
  requestClaimCode: {
    method: 'POST',
    path: '/registration/claim',
    summary:
      'Registering, where somebody is on record already: has a code sent to the phone on record',
    body: Type.Object({ token: Secret, name: PersonName, identity: IdentityGiven }),
    response: OrderedCode,
  },
} as const satisfies Record<string, Endpoint>;

/** What is wrong with a document’s number, in the words of reports. */
const documentProblems = defineProblems(
  Object.fromEntries(
    Object.entries(identityIssues).map(([code, text]) => [code, { status: 422, ...text }]),
  ) as { [K in keyof typeof identityIssues]: { status: 422; zh: string; en: string } },
);

export const registrationProblems = defineProblems({
  username_taken: { status: 409, zh: '用户名已被使用。', en: 'This user name is taken.' },
  username_invalid: {
    status: 422,
    zh: '用户名为 2 到 30 个字母、数字、汉字或 . _ -，不能是手机号。',
    en: 'A user name has 2 to 30 letters, digits or . _ - and is no phone number.',
  },
  name_invalid: {
    status: 422,
    zh: '请填写证件上的姓名。',
    en: 'Please enter the name as your document has it.',
  },
  ...documentProblems,
  document_not_offered: {
    status: 422,
    zh: '不能用这种证件注册。',
    en: 'This type of document cannot be used to register.',
  },
  identity_registered: {
    status: 409,
    zh: '这个证件已经注册过了，请直接登录；忘记密码的，可以用短信验证码重设。',
    en: 'This document has been registered already. Please sign in; a forgotten password can be set anew by a code.',
  },
  identity_on_record: {
    status: 409,
    zh: '无法用这个证件号码和姓名注册，请核对。如果没有填错，请带上证件到附近的站点办理。',
    en: 'You cannot register with this number and name. Please check both; if they are right, please come to a site nearby with your document.',
  },
  identity_in_person: {
    status: 409,
    zh: '系统里已有您的登记，但没有手机号。请带上证件到附近的站点，由员工核对后登记手机号。',
    en: 'You are on record already, without a phone number. Please come to a site nearby with your document: the staff will add it.',
  },
  identity_claim: {
    status: 409,
    zh: '系统里已有您的登记。请用登记的手机号 {phone} 收到的验证码确认是您本人；已不用这个手机号的，请带上证件到附近的站点办理。',
    en: 'You are on record already. Please confirm with a code to the phone on record, {phone}, that it is you. If you no longer have it, please come to a site nearby with your document.',
  },
});

export const registrationActions = defineAuditActions({
  'person.registered': { zh: '本人注册', en: 'Registered' },
  'person.claimed': { zh: '本人认领已有登记', en: 'Took over their record' },
  'person.claim_refused': {
    zh: '以已登记的证件注册未成功',
    en: 'Registering with a document on record refused',
  },
});
