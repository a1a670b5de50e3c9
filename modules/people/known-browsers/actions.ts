import type { App } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { accountHash, type Bucket, countIfFree, isFree, takeBack } from '../throttling/actions.ts';
import { noPuzzleThrottle } from '../throttling/rules.ts';
import { maySignIn } from './queries.ts';

/** A browser in which this person was the last to sign in. */
export type KnownBrowser = { personId: string; realm: string; app: App };

/** All browsers of a person guess from one budget, so that nobody has more of it by signing in more often. */
function budgetOf(platform: Platform, { personId, realm }: KnownBrowser): Bucket {
  const account = accountHash(platform, realm, { personId });
  const key = platform.keys.hash('people.no-puzzle', account.toString('hex'));
  return { key, throttle: noPuzzleThrottle };
}

/** Null where nobody signed in before, or may not any more. */
async function openBudget(
  platform: Platform,
  browser: KnownBrowser | null,
): Promise<Bucket | null> {
  if (!browser || !(await maySignIn(platform.db, browser, platform.clock.now()))) return null;
  return budgetOf(platform, browser);
}

/** Whether the browser is spared a puzzle: its person may still sign in, and has guesses left. */
export async function isSpared(platform: Platform, browser: KnownBrowser | null): Promise<boolean> {
  const budget = await openBudget(platform, browser);
  return budget !== null && isFree(platform, budget);
}

/**
 * Counts a guess that comes without a puzzle, before it is known to be one; false where the browser is
 * not spared any. Call {@link takeBackSpared} after a success.
 */
export async function countSpared(
  platform: Platform,
  browser: KnownBrowser | null,
): Promise<boolean> {
  const budget = await openBudget(platform, browser);
  return budget !== null && countIfFree(platform, budget);
}

export function takeBackSpared(platform: Platform, browser: KnownBrowser): Promise<void> {
  return takeBack(platform, budgetOf(platform, browser));
}
