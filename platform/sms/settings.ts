import { ConfigError } from '../config-error.ts';
import { readEndpoint } from '../endpoint.ts';
import type { SmsLimits } from './provider.ts';

/** Which provider sends short messages, and as whom. */
export type SmsSettings = {
  provider: 'aliyun' | 'tencent';
  keyId: string;
  keySecret: string;
  signName: string;
  /** Approved template for numbers of the mainland, and for all others, where there is one. */
  template: string;
  templateAbroad?: string;
  /** What the template takes, in its order. */
  parameters: SmsParameter[];
  region: string;
  endpoint: URL;
  limits: SmsLimits;
  /** Tencent Cloud's SmsSdkAppId. */
  appId?: string;
};

const parameterNames = ['code', 'minutes'] as const;

type SmsParameter = (typeof parameterNames)[number];

const usualSum = '3000';

/** As the README lists them. */
export const smsSettings = [
  {
    name: 'SMS_PROVIDER',
    default: 'none',
    description: 'Who sends short messages: `aliyun` or `tencent`. For real installations.',
  },
  {
    name: 'SMS_KEY_ID',
    default: 'none',
    description: 'AccessKey ID (Aliyun) or SecretId (Tencent).',
  },
  { name: 'SMS_KEY_SECRET', default: 'none', description: 'The secret that goes with it.' },
  { name: 'SMS_SIGN_NAME', default: 'none', description: 'Approved signature, such as 安行.' },
  { name: 'SMS_TEMPLATE', default: 'none', description: 'Id of the approved template for codes.' },
  {
    name: 'SMS_TEMPLATE_ABROAD',
    default: 'none: numbers abroad are refused',
    description: 'Id of the template for numbers outside the mainland.',
  },
  {
    name: 'SMS_PARAMETERS',
    default: '`code` (Aliyun), `code,minutes` (Tencent)',
    description:
      'What the templates take, comma between them: `code`, `minutes`. Aliyun knows them by these names.',
  },
  { name: 'SMS_APP_ID', default: 'none', description: 'SmsSdkAppId; Tencent alone.' },
  {
    name: 'SMS_REGION',
    default: '`cn-hangzhou` (Aliyun), `ap-guangzhou` (Tencent)',
    description: 'Region of the provider that is asked.',
  },
  {
    name: 'SMS_PER_HOUR',
    default: `\`${usualSum}\``,
    description: 'So many messages may be sent within an hour, to everybody together.',
  },
  {
    name: 'SMS_COUNTRIES',
    default: 'all',
    description: 'Calling codes of the countries to which codes are sent, such as `86,852,853`.',
  },
  {
    name: 'SMS_ENDPOINT',
    default: 'that of the provider',
    description: 'Where the provider is asked instead: scheme, name and port.',
  },
] as const;

const providers = {
  aliyun: {
    endpoint: 'https://dysmsapi.aliyuncs.com',
    region: 'cn-hangzhou',
    parameters: 'code',
    needsAppId: false,
  },
  tencent: {
    endpoint: 'https://sms.tencentcloudapi.com',
    region: 'ap-guangzhou',
    parameters: 'code,minutes',
    needsAppId: true,
  },
};

type Env = Record<string, string | undefined>;

/** Reads the settings; undefined where there is no provider. @throws {ConfigError} at the first wrong one. */
export function readSms(env: Env): SmsSettings | undefined {
  const name = env.SMS_PROVIDER;
  if (!name) {
    const half = smsSettings.find((each) => env[each.name]);
    if (half) throw new ConfigError(`${half.name} goes with SMS_PROVIDER: set both.`);
    return undefined;
  }
  if (name !== 'aliyun' && name !== 'tencent') {
    throw new ConfigError('SMS_PROVIDER must be aliyun or tencent.');
  }
  const usual = providers[name];
  const must = (setting: string): string => {
    const value = env[setting]?.trim();
    if (!value) throw new ConfigError(`SMS_PROVIDER=${name} needs ${setting}, too.`);
    return value;
  };
  if (env.SMS_APP_ID && !usual.needsAppId) {
    throw new ConfigError('SMS_APP_ID goes with SMS_PROVIDER=tencent.');
  }
  return {
    provider: name,
    keyId: must('SMS_KEY_ID'),
    keySecret: must('SMS_KEY_SECRET'),
    signName: must('SMS_SIGN_NAME'),
    template: must('SMS_TEMPLATE'),
    ...(env.SMS_TEMPLATE_ABROAD && { templateAbroad: env.SMS_TEMPLATE_ABROAD.trim() }),
    parameters: readParameters(env.SMS_PARAMETERS || usual.parameters),
    region: env.SMS_REGION?.trim() || usual.region,
    limits: readLimits(env),
    endpoint: readEndpoint('SMS_ENDPOINT', env.SMS_ENDPOINT || usual.endpoint),
    ...(usual.needsAppId && { appId: must('SMS_APP_ID') }),
  };
}

function readLimits(env: Env): SmsLimits {
  const sum = env.SMS_PER_HOUR?.trim() || usualSum;
  if (!/^[1-9]\d{0,6}$/.test(sum)) {
    throw new ConfigError('SMS_PER_HOUR must be a whole number from 1 to 9999999.');
  }
  const countries = env.SMS_COUNTRIES?.trim();
  const codes = countries ? countries.split(',').map((each) => each.trim()) : null;
  if (codes && !codes.every((each) => /^[1-9]\d{0,3}$/.test(each))) {
    throw new ConfigError('SMS_COUNTRIES must be calling codes with commas between, like 86,852.');
  }
  return { perHour: Number(sum), countries: codes };
}

function readParameters(value: string): SmsParameter[] {
  const names = value.split(',').map((each) => each.trim());
  const known = names.filter((each): each is SmsParameter =>
    parameterNames.some((parameter) => parameter === each),
  );
  const isOnce = new Set(known).size === names.length && known.length === names.length;
  if (!isOnce || !known.includes('code')) {
    throw new ConfigError('SMS_PARAMETERS must be code, or code and minutes with a comma between.');
  }
  return known;
}
