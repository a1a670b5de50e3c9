import { Type } from 'typebox';
import { defineProblems, type Endpoint } from '../../../platform/contract.ts';
import { Secret } from '../contract-schemas.ts';

/** The part of the contract that is about codes by SMS. */
export const codeEndpoints = {
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
  smsUse: {
    method: 'GET',
    path: '/codes/use',
    summary: 'Whether codes can still be sent in this hour, for whoever runs a programme',
    response: Type.Object({ usedUp: Type.Boolean() }),
  },
} as const satisfies Record<string, Endpoint>;

export const codeProblems = defineProblems({
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
  sms_used_up: {
    status: 503,
    zh: '短信发送过于集中，请稍后再试；急用请联系管理员。',
    en: 'Too many messages are being sent right now. Please try again later, or contact the administrator.',
  },
  phone_country: {
    status: 422,
    zh: '暂不支持向这个国家或地区的号码发送短信。',
    en: 'No messages are sent to numbers of this country.',
  },
  phone_invalid: {
    status: 422,
    zh: '手机号不正确；境外号码请以 + 和国家代码开头。',
    en: 'This is not a phone number. Start numbers from abroad with + and the country code.',
  },
});
