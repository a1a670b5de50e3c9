import { Type } from 'typebox';
import { identityIssues, identityKinds } from '../../forms/identity.ts';
import { maxSecurityQuestions } from '../../forms/sign-in.ts';
import {
  AppName,
  contract,
  Done,
  defineAuditActions,
  defineProblems,
  Id,
  Instant,
  Nullable,
} from '../../platform/contract.ts';

const Card = Type.String({ minLength: 1, maxLength: 40 });
/** What a person types where a password is asked for; rules for new ones are checked apart. */
export const Secret = Type.String({ minLength: 1, maxLength: 200 });

/**
 * The answer to a captcha: the characters of a picture, in either case; or for a puzzle ALTCHA's
 * payload, base64 of the JSON `{"challenge": the puzzle as it came, "solution": {"counter", "derivedKey"}}`.
 */
const CaptchaAnswer = Type.Object({
  id: Id,
  answer: Type.String({ maxLength: 4000 }),
  /** The payload for the puzzle that came beside a picture. */
  solution: Type.Optional(Type.String({ maxLength: 4000 })),
});

const Answer = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });

/** One of the security questions that are asked for: a code of the realm's list and the person's answer. */
const QuestionAnswer = Type.Object({
  question: Type.String({ minLength: 1, maxLength: 60 }),
  answer: Answer,
});

export const Me = Type.Object({
  personId: Id,
  name: Type.String(),
  realm: Type.String(),
  app: AppName,
  /** By what the person is known: a card number or a user name, otherwise the phone, masked. */
  account: Type.String(),
  /** Changing the password needs the current one. Not so for who has none, or just signed in by a code. */
  needsCurrentPassword: Type.Boolean(),
  /** The first sign-in is not finished: only `finish` and `signOut` are open. */
  mustFinish: Type.Boolean(),
  /** For the first sign-in on a second system: a question set on the other one that must be answered, by code. */
  otherQuestion: Nullable(Type.String()),
});

export const SignedIn = Type.Object({
  me: Me,
  /** A further card of the person was typed: `me.account` is the one to use. */
  usedAlias: Type.Boolean(),
});

const SessionInfo = Type.Object({
  id: Id,
  app: AppName,
  /** Browser and system in plain words, such as `Chrome · Android`. */
  device: Type.String(),
  createdAt: Instant,
  seenAt: Instant,
  current: Type.Boolean(),
});

/** What the page is told of a code that was asked for. */
export const OrderedCode = Type.Object({
  token: Type.String(),
  /** The number, masked. */
  phone: Type.String(),
  expiresAt: Instant,
  /** When another code may be asked for. */
  nextAt: Instant,
});

/** The digits of a code, as somebody types them. */
export const CodeTyped = Type.String({ minLength: 1, maxLength: 20 });

/** A forgotten password, or the first one of a member of staff whose phone is on record. */
const PasswordPurpose = Type.Enum(['recovery', 'activation']);

/** Somebody’s own name, as their document has it. */
export const PersonName = Type.String({ minLength: 1, maxLength: 100 });

/** A document and its number, as somebody types it. */
export const IdentityGiven = Type.Object({
  kind: Type.Enum([...identityKinds]),
  number: Type.String({ minLength: 1, maxLength: 64 }),
});

/** What somebody gives who registers; `claim` where they are on record already. */
export const RegistrationGiven = Type.Object({
  token: Secret,
  password: Secret,
  username: Card,
  name: PersonName,
  identity: IdentityGiven,
  claim: Type.Optional(Type.Object({ token: Secret, code: CodeTyped })),
});

export const people = contract('people', {
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
  codeDelivery: {
    method: 'POST',
    path: '/codes/delivery',
    summary:
      'What became of the message with a code. Where it must not be known whether one was sent: what becomes of messages now',
    body: Type.Object({ token: Secret }),
    response: Type.Object({
      /** `sent` also where nobody knows: whoever gets no message asks for another code. */
      state: Type.Enum(['sending', 'sent', 'number_refused', 'provider_failed']),
    }),
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
  me: { method: 'GET', path: '/me', summary: 'Who is signed in', response: Me },
  finish: {
    method: 'POST',
    path: '/finish',
    summary:
      'Ends the first sign-in with a new password and as many security questions as the realm asks for',
    body: Type.Object({
      password: Secret,
      questions: Type.Array(QuestionAnswer, { maxItems: maxSecurityQuestions }),
      /** Answer to `me.otherQuestion`. */
      otherAnswer: Type.Optional(Answer),
    }),
    response: Type.Object({ me: Me }),
  },
  signOut: { method: 'POST', path: '/sign-out', summary: 'Ends this session', response: Done },
  changePassword: {
    method: 'POST',
    path: '/password',
    summary:
      'Changes the password and ends the other sessions that it opens. `current` is needed where `me` says so',
    body: Type.Object({ current: Type.Optional(Secret), password: Secret }),
    response: Done,
  },
  sessions: {
    method: 'GET',
    path: '/sessions',
    summary: 'One’s own sessions in this realm',
    response: Type.Array(SessionInfo),
  },
  endSession: {
    method: 'DELETE',
    path: '/sessions/:id',
    summary: 'Ends one of one’s own sessions',
    params: Type.Object({ id: Id }),
    response: Done,
  },
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
});

/** What is wrong with a document’s number, in the words of reports. */
const documentProblems = defineProblems(
  Object.fromEntries(
    Object.entries(identityIssues).map(([code, text]) => [code, { status: 422, ...text }]),
  ) as { [K in keyof typeof identityIssues]: { status: 422; zh: string; en: string } },
);

export const peopleProblems = defineProblems({
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
  code_wrong: {
    status: 422,
    zh: '验证码不对，请核对短信。',
    en: 'This code is incorrect. Please check the message.',
  },
  code_expired: {
    status: 410,
    zh: '验证码已失效，请重新获取。',
    en: 'The code is no longer valid. Please request a new one.',
  },
  steps_expired: {
    status: 410,
    zh: '操作已超时，或已在别处完成。请重新开始。',
    en: 'This took too long, or was finished elsewhere. Please start over.',
  },
  sms_unavailable: {
    status: 503,
    zh: '本系统还没有开通短信，暂时无法发送验证码。请联系管理员。',
    en: 'No short messages can be sent from here yet, and so no codes. Please contact the administrator.',
  },
  phone_invalid: {
    status: 422,
    zh: '手机号不正确；境外号码请以 + 和国家代码开头。',
    en: 'This is not a phone number. Start numbers from abroad with + and the country code.',
  },
  phone_without_account: {
    status: 422,
    zh: '这个手机号下没有可用的账号。还没有注册的，请先注册；已注册的，请用用户名登录，或联系员工。',
    en: 'No account goes with this phone. If you have not registered yet, please do so first; otherwise sign in by user name or contact the staff.',
  },
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
  username_needed: {
    status: 422,
    zh: '这个手机号由多人共用，请填写您的用户名。',
    en: 'Several people share this phone. Please enter your user name.',
  },
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
  wait_before_trying: {
    status: 429,
    zh: '尝试次数过多，请在 {until} 之后再试。',
    en: 'Too many attempts. Please try again after {until}.',
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
  questions_incomplete: {
    status: 422,
    zh: '请选择 {count} 个不同的密保问题并回答。',
    en: 'Please choose {count} different security questions and answer each.',
  },
  question_unknown: { status: 422, zh: '没有这个问题。', en: 'There is no such question.' },
  answers_alike: {
    status: 422,
    zh: '各个答案不能相同。',
    en: 'The answers must differ.',
  },
  other_answer_wrong: {
    status: 422,
    zh: '与您在另一系统设置的答案不符。',
    en: 'This is not the answer you set on the other system.',
  },
  answers_wrong: {
    status: 422,
    zh: '答案不对。',
    en: 'The answers are incorrect.',
  },
  recovery_expired: {
    status: 410,
    zh: '找回密码已超时，请重新开始。',
    en: 'This took too long. Please start over.',
  },
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

export const peopleActions = defineAuditActions({
  'person.registered': { zh: '本人注册', en: 'Registered' },
  'person.claimed': { zh: '本人认领已有登记', en: 'Took over their record' },
  'person.claim_refused': {
    zh: '以已登记的证件注册未成功',
    en: 'Registering with a document on record refused',
  },
});
