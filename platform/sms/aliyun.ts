import { createRequire } from 'node:module';
import { outcomeOfError, reasonOf, type SmsOutcome, type SmsProvider } from './provider.ts';
import type { SmsSettings } from './settings.ts';

/** The SDKs are CommonJS, and are loaded by whoever uses one. */
const load = createRequire(import.meta.url);

/** Codes of the provider that are about the number; all others are about account, template or provider. */
const aboutNumber = [
  'isv.BUSINESS_LIMIT_CONTROL',
  'isv.MOBILE_NUMBER_ILLEGAL',
  'isv.MOBILE_COUNT_OVER_LIMIT',
];

/** Aliyun's Dysmsapi of 2017-05-25, through its own SDK. */
export function aliyunSms(settings: SmsSettings, answerWithin: number): SmsProvider {
  const sdk = load('@alicloud/dysmsapi20170525') as typeof import('@alicloud/dysmsapi20170525');
  const { keyId, keySecret, endpoint, region, signName, parameters } = settings;
  const client = new sdk.default({
    ...{ accessKeyId: keyId, accessKeySecret: keySecret, regionId: region },
    ...{ endpoint: endpoint.host, protocol: endpoint.protocol.replace(':', '') },
    ...{ connectTimeout: answerWithin, readTimeout: answerWithin },
  } as never);
  return {
    async send(message) {
      // Numbers of the mainland as they are dialled there; others with their country, without the plus.
      const home = /^\+86(1\d{10})$/.exec(message.to)?.[1];
      const template = home ? settings.template : settings.templateAbroad;
      if (!template) return { state: 'failed', by: 'number', reason: 'abroad' };
      const given = Object.fromEntries(parameters.map((each) => [each, String(message[each])]));
      const request = new sdk.SendSmsRequest({
        ...{ phoneNumbers: home ?? message.to.slice(1), signName, templateCode: template },
        templateParam: JSON.stringify(given),
      });
      try {
        const { body } = await client.sendSms(request);
        return body?.code === 'OK'
          ? { state: 'sent', reference: body.bizId ? reasonOf(body.bizId) : null }
          : refusal(body?.code);
      } catch (error) {
        const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
        // Only an answer of the provider's has a status; one that failed within may have sent it.
        const isRefusal = typeof statusCode === 'number' && statusCode < 500;
        return isRefusal ? refusal(code) : outcomeOfError(error);
      }
    },
  };
}

/** An answer without a code is none. */
function refusal(code: unknown): SmsOutcome {
  if (typeof code !== 'string' || code === '') return { state: 'unknown' };
  const by = aboutNumber.includes(code) ? 'number' : 'provider';
  return { state: 'failed', by, reason: reasonOf(code) };
}
