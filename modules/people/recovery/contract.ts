import { Type } from 'typebox';
import { maxSecurityQuestions } from '../../../forms/sign-in.ts';
import { Done, defineProblems, type Endpoint, Instant } from '../../../platform/contract.ts';
import {
  Answer,
  CaptchaAnswer,
  Card,
  CodeTyped,
  OrderedCode,
  Secret,
} from '../contract-schemas.ts';

/** A forgotten password, or the first one of a member of staff whose phone is on record. */
const PasswordPurpose = Type.Enum(['recovery', 'activation']);

/** The part of the contract that is about forgotten passwords. */
export const recoveryEndpoints = {
  recover: {
    method: 'POST',
    path: '/recovery',
    summary:
      'Forgotten password, first step: the card number. Answers alike whether it exists or not',
    body: Type.Object({ card: Card, captcha: CaptchaAnswer }),
    response: Type.Object({
      token: Type.String(),
      questions: Type.Array(Type.String()),
      expiresAt: Instant,
    }),
  },
  recoverAnswers: {
    method: 'POST',
    path: '/recovery/answers',
    summary: 'Forgotten password, second step: the answers to all the questions',
    body: Type.Object({
      token: Secret,
      answers: Type.Array(Answer, { minItems: 1, maxItems: maxSecurityQuestions }),
    }),
    response: Done,
  },
  recoverPassword: {
    method: 'POST',
    path: '/recovery/password',
    summary: 'Forgotten password, last step: the new password. Ends all sessions of this app',
    body: Type.Object({ token: Secret, password: Secret }),
    response: Done,
  },
  requestRecoveryCode: {
    method: 'POST',
    path: '/recovery/code',
    summary:
      'A new password by SMS, first step: has a code sent to the phone. Answers alike whether anybody has it',
    body: Type.Object({ purpose: PasswordPurpose, phone: Card, captcha: CaptchaAnswer }),
    response: OrderedCode,
  },
  verifyRecoveryCode: {
    method: 'POST',
    path: '/recovery/code/verify',
    summary:
      'A new password by SMS, second step: the code; who shares the phone with others says the user name, too',
    body: Type.Object({
      purpose: PasswordPurpose,
      token: Secret,
      code: CodeTyped,
      username: Type.Optional(Card),
      /** The last characters of the document on record, where there is one: a phone may have a new owner. */
      documentEnding: Type.Optional(Type.String({ maxLength: 20 })),
    }),
    response: Type.Object({ expiresAt: Instant }),
  },
  setPasswordByCode: {
    method: 'POST',
    path: '/recovery/code/password',
    summary: 'A new password by SMS, last step: the password. Ends all sessions that it opens',
    body: Type.Object({ purpose: PasswordPurpose, token: Secret, password: Secret }),
    response: Done,
  },
} as const satisfies Record<string, Endpoint>;

export const recoveryProblems = defineProblems({
  answers_wrong: {
    status: 422,
    zh: '答案不对。',
    en: 'The answers are incorrect.',
  },
  document_ending_needed: {
    status: 422,
    zh: '请输入您登记的证件号码后四位。',
    en: 'Please enter the last four characters of the document that is on record for you.',
  },
  document_ending_differs: {
    status: 422,
    zh: '与登记的证件号码不符，请核对；仍有问题请联系管理员。',
    en: 'This does not match the document on record. Please check it, or contact the administrator.',
  },
  recovery_expired: {
    status: 410,
    zh: '找回密码已超时，请重新开始。',
    en: 'This took too long. Please start over.',
  },
});
