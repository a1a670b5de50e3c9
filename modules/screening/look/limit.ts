import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { screeningProblems } from '../contract.ts';
import { countLooks, insertLook } from './queries.ts';
import { looksInAnHour } from './rules.ts';

const hour = 3_600_000;
const since = (now: Date) => new Date(now.getTime() - hour);
const usedUp = () => new Problem(screeningProblems.look_ups_used_up);

/** Counts a look-up by what is typed. A wrong number counts as well: else numbers could be tried out. */
export async function countLook(platform: Platform, actor: Actor): Promise<void> {
  const now = platform.clock.now();
  await platform.transaction(actor, async (tx) => {
    await insertLook(tx.db, actor.personId, now, since(now));
    if ((await countLooks(tx.db, actor.personId, since(now))) > looksInAnHour) throw usedUp();
  });
}
