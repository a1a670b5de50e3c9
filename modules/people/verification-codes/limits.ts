import { type Platform, perPlatform } from '../../../platform/platform.ts';
import { invalid, Problem } from '../../../platform/problems.ts';
import { countMessages } from '../../../platform/sms/messages.ts';
import { peopleProblems } from '../contract.ts';

const hour = 3_600_000;

/** How many messages were recorded in the last hour, and how many may be; null where nothing limits them. */
export async function smsUse(
  platform: Platform,
): Promise<{ sent: number; perHour: number; usedUp: boolean } | null> {
  const { perHour } = platform.transports.sms?.limits ?? {};
  if (perHour === undefined) return null;
  const sent = await countMessages(platform, new Date(platform.clock.now().getTime() - hour));
  return { sent, perHour, usedUp: sent >= perHour };
}

/** Throws where no message goes to such a number, whoever has it, or none to anybody for now. */
export async function requireSmsRoom(platform: Platform, phone: string): Promise<void> {
  const { countries } = platform.transports.sms?.limits ?? {};
  if (countries && !countries.some((each) => phone.startsWith(`+${each}`))) {
    throw invalid({ path: 'phone', code: 'phone_country' });
  }
  if (!(await hasRoom(platform))) throw new Problem(peopleProblems.sms_used_up);
}

/** Whether one more may be sent within this hour; when not, whoever runs the server is told, once in an hour. */
export async function hasRoom(platform: Platform): Promise<boolean> {
  const use = await smsUse(platform);
  if (!use?.usedUp) return true;
  const told = lastTold(platform);
  const now = platform.clock.now().getTime();
  if (now - told.at >= hour) {
    told.at = now;
    platform.log.error({ perHour: use.perHour }, 'SMS_PER_HOUR is used up: no codes are sent');
  }
  return false;
}

const lastTold = perPlatform(() => ({ at: Number.NEGATIVE_INFINITY }));
