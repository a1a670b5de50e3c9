import type { Text } from '../forms/definition.ts';

/**
 * Why a code cannot be accepted. Each has a code of its own, because people do something else about each: a forged
 * one is an alarm, a phone with a wrong clock is none.
 */
export const readingProblems = {
  not_ours: {
    zh: '这不是本系统的二维码。',
    en: 'This is not a code of this system.',
  },
  damaged: {
    zh: '二维码不完整，请重新扫描。',
    en: 'This code is incomplete. Please scan again.',
  },
  unknown_key: {
    zh: '本机没有核验此码所需的公钥。请联网更新后重试。',
    en: 'This device lacks the key that signed this code. Go online to update, then try again.',
  },
  forged_credential: {
    zh: '伪造：不是本系统签发的码。',
    en: 'Forged: this code was not issued by this system.',
  },
  forged_presentation: {
    zh: '伪造：此码不是由登记的手机出示的。',
    en: 'Forged: this code is not shown by the phone that it was issued to.',
  },
  wrong_programme: {
    zh: '此码属于另一个项目，不适用于本站点。',
    en: 'This code is of another programme, which this site does not check.',
  },
  recalled: {
    zh: '此码的版本已被统一收回。请对方联网刷新。',
    en: 'All codes of this version were recalled. The person must go online to renew it.',
  },
  not_yet_valid: {
    zh: '此码尚未生效：请检查本机时间是否过慢。',
    en: 'This code is not valid yet. Check whether the clock of this device is slow.',
  },
  expired: {
    zh: '此码已过期。请对方联网刷新。',
    en: 'This code has expired. The person must go online to renew it.',
  },
  stale: {
    zh: '此画面是之前显示的（截图或转发）。请对方当面打开页面。',
    en: 'This picture is old: a screenshot or a copy. The person must open the page here and now.',
  },
  clock_wrong: {
    zh: '对方手机的时间不准。请对方联网，或校准手机时间后重试。',
    en: 'The clock of this phone is wrong. The person must go online, or set the clock, and show the code again.',
  },
} as const satisfies Record<string, Text>;

export type ReadingProblem = keyof typeof readingProblems;

/** Thrown while a code is taken apart; readers turn it into an answer, so that no input makes them throw. */
export class UnreadableCode extends Error {
  readonly problem: ReadingProblem;

  constructor(problem: ReadingProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** What `work` gives, or the problem that it met. */
export async function orProblem<T>(work: () => Promise<T>): Promise<T | ReadingProblem> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UnreadableCode) return error.problem;
    throw error;
  }
}
