import { expect, it } from 'vitest';
import { readSms } from './settings.ts';

const whole = {
  ...{ SMS_PROVIDER: 'aliyun', SMS_KEY_ID: 'id', SMS_KEY_SECRET: 'secret' },
  ...{ SMS_SIGN_NAME: '安行', SMS_TEMPLATE: 'SMS_1' },
};
const tencent = { ...whole, SMS_PROVIDER: 'tencent', SMS_APP_ID: '1400' };

it('reads what either provider needs', () => {
  expect(readSms({})).toBeUndefined();
  expect(readSms(whole)).toMatchObject({ provider: 'aliyun', parameters: ['code'] });
  const settings = readSms({ ...tencent, SMS_PARAMETERS: 'minutes, code' });
  expect(settings).toMatchObject({ appId: '1400', parameters: ['minutes', 'code'] });
  expect(settings?.endpoint.href).toBe('https://sms.tencentcloudapi.com/');
});

it('reads how many messages may be sent, and where to', () => {
  expect(readSms(whole)?.limits).toEqual({ perHour: 3000, countries: null });
  const set = { ...whole, SMS_PER_HOUR: '50', SMS_COUNTRIES: '86, 852' };
  expect(readSms(set)?.limits).toEqual({ perHour: 50, countries: ['86', '852'] });
});

it.each([
  [{ SMS_KEY_ID: 'id' }, 'SMS_KEY_ID goes with SMS_PROVIDER'],
  [{ ...whole, SMS_PROVIDER: 'pigeon' }, 'SMS_PROVIDER must be aliyun or tencent'],
  [{ ...whole, SMS_KEY_SECRET: '' }, 'needs SMS_KEY_SECRET'],
  [{ ...whole, SMS_TEMPLATE: ' ' }, 'needs SMS_TEMPLATE'],
  [{ ...tencent, SMS_APP_ID: '' }, 'needs SMS_APP_ID'],
  [{ ...whole, SMS_APP_ID: '1400' }, 'SMS_APP_ID goes with SMS_PROVIDER=tencent'],
  [{ ...whole, SMS_PARAMETERS: 'minutes' }, 'SMS_PARAMETERS must be'],
  [{ ...whole, SMS_PARAMETERS: 'code,code' }, 'SMS_PARAMETERS must be'],
  [{ ...whole, SMS_PARAMETERS: 'code,name' }, 'SMS_PARAMETERS must be'],
  [{ ...whole, SMS_PER_HOUR: '0' }, 'SMS_PER_HOUR must be'],
  [{ ...whole, SMS_COUNTRIES: '86,+852' }, 'SMS_COUNTRIES must be'],
  [{ ...whole, SMS_ENDPOINT: 'http://sms.example.org' }, 'SMS_ENDPOINT must be https'],
  [{ ...whole, SMS_ENDPOINT: 'https://sms.example.org/v1' }, 'SMS_ENDPOINT must be https'],
  [{ ...whole, SMS_ENDPOINT: 'sms.example.org' }, 'SMS_ENDPOINT must be https'],
])('stops at %o', (env, problem) => {
  expect(() => readSms(env)).toThrow(problem);
  // Nothing that is set is repeated.
  expect(() => readSms(env)).not.toThrow(/secret|pigeon|example/);
});
