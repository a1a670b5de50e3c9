import type { Tx } from '../../platform/platform.ts';
import { Problem } from '../../platform/problems.ts';
import { oneHandDays, staffProblems } from './contract.ts';
import { isOneHand } from './queries.ts';

/** Whether one of two members of staff has made the other's account lately, so that they may be one person. */
export function mayBeOnePerson(
  tx: Pick<Tx, 'db' | 'now'>,
  one: string,
  other: string,
): Promise<boolean> {
  const since = new Date(tx.now.getTime() - oneHandDays * 24 * 60 * 60_000);
  return isOneHand(tx.db, one, other, since);
}

/** What is answered then to whoever decides what the other one has asked for. */
export function onePersonProblem(): Problem {
  return new Problem(staffProblems.accounts_of_one_hand, { params: { days: oneHandDays } });
}
