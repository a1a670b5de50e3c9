import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { peopleProblems } from '../contract.ts';
import { deleteSetting, upsertSetting } from './queries.ts';

/** Far more than any page remembers. */
const longest = 16_000;
const most = 100;

const unstorable = /\\u(0000|d[89a-f])/i;

/** Of two that come at once the later one stays. Throws `setting_too_large`. */
export async function keepSetting(
  { db, clock }: Platform,
  { personId }: Actor,
  name: string,
  value: unknown,
): Promise<void> {
  if (value === null || value === undefined) return deleteSetting(db, personId, name);
  const text = JSON.stringify(value);
  const setting = { personId, name, value: text, now: clock.now() };
  // PostgreSQL stores no NUL, and no half of a character.
  const isFine = text.length <= longest && !unstorable.test(text);
  if (!isFine || !(await upsertSetting(db, setting, most))) {
    throw new Problem(peopleProblems.setting_too_large);
  }
}
