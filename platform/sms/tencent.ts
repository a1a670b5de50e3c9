import { createRequire } from 'node:module';
import { outcomeOfError, reasonOf, type SmsOutcome, type SmsProvider } from './provider.ts';
import type { SmsSettings } from './settings.ts';

/** The SDKs are CommonJS, and are loaded by whoever uses one. */
const load = createRequire(import.meta.url);

/** Beginnings of the provider's codes that are about the number. */
const aboutNumber = [
  'LimitExceeded.PhoneNumber',
  'FailedOperation.PhoneNumberInBlacklist',
  'InvalidParameterValue.IncorrectPhoneNumber',
  'FailedOperation.PhoneNumberParseFail',
];

/** Tencent Cloud's SMS API of 2021-01-11, through its own SDK. */
export function tencentSms(settings: SmsSettings, answerWithin: number): SmsProvider {
  const path = 'tencentcloud-sdk-nodejs-sms/tencentcloud/services/sms/v20210111';
  const sdk = load(
    path,
  ) as typeof import('tencentcloud-sdk-nodejs-sms/tencentcloud/services/sms/v20210111/index.js');
  const { keyId, keySecret, endpoint, region, signName, parameters, appId = '' } = settings;
  const client = new sdk.v20210111.Client({
    credential: { secretId: keyId, secretKey: keySecret },
    region,
    profile: {
      httpProfile: {
        ...{ endpoint: endpoint.host, protocol: `${endpoint.protocol}//` },
        reqTimeout: answerWithin / 1000,
      },
    },
  });
  return {
    async send(message) {
      const isHome = message.to.startsWith('+86');
      const template = isHome ? settings.template : settings.templateAbroad;
      if (!template) return { state: 'failed', by: 'number', reason: 'abroad' };
      try {
        const { SendStatusSet: [status] = [] } = await client.SendSms({
          ...{ PhoneNumberSet: [message.to], SmsSdkAppId: appId, TemplateId: template },
          ...{ SignName: signName, TemplateParamSet: parameters.map((each) => `${message[each]}`) },
        });
        return status?.Code === 'Ok'
          ? { state: 'sent', reference: status.SerialNo ? reasonOf(status.SerialNo) : null }
          : refusal(status?.Code);
      } catch (error) {
        // The SDK gives the provider's codes alone; one that failed within may have sent it.
        const { code } = error as { code?: unknown };
        const isRefusal = typeof code === 'string' && !code.startsWith('InternalError');
        return isRefusal ? refusal(code) : outcomeOfError(error);
      }
    },
  };
}

/** An answer without a code is none. */
function refusal(code: unknown): SmsOutcome {
  if (typeof code !== 'string' || code === '') return { state: 'unknown' };
  const by = aboutNumber.some((each) => code.startsWith(each)) ? 'number' : 'provider';
  return { state: 'failed', by, reason: reasonOf(code) };
}
