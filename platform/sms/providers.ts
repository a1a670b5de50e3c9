import { aliyunSms } from './aliyun.ts';
import type { SmsProvider } from './provider.ts';
import type { SmsSettings } from './settings.ts';
import { tencentSms } from './tencent.ts';

const open: Record<
  SmsSettings['provider'],
  (settings: SmsSettings, within: number) => SmsProvider
> = {
  aliyun: aliyunSms,
  tencent: tencentSms,
};

/** Opens the provider that the settings name; an answer that takes longer than `answerWithin` ms is lost. */
export function openSmsProvider(settings: SmsSettings, answerWithin = 10_000): SmsProvider {
  return { ...open[settings.provider](settings, answerWithin), limits: settings.limits };
}
