import type { Platform, Tx } from '../../../platform/platform.ts';
import { getOrNotFound, Problem } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { heldOn, permissionsHeldBy } from '../../access/public.ts';
import { findPath } from '../../places/public.ts';
import { holdKeptDays, listKeptDays } from '../../programmes/public.ts';
import { mayBeOnePerson, onePersonProblem } from '../../staff/public.ts';
import { retentionProblems } from './contract.ts';
import { aboutRun, refusalOf } from './due.ts';
import { retentionJob } from './jobs.ts';
import { countFailing, listProposed, lockRun, type RunRow, setConfirmed } from './queries.ts';
import { previewGoodForMs } from './rules.ts';

/**
 * Begins to delete. Throws what `refusalOfConfirming` names, and `retention_outdated` where what was counted is not what
 * was seen.
 */
export function confirmRun(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { runId, previewHash }: { runId: string; previewHash: string },
): Promise<void> {
  return platform.transaction(actor, async (tx) => {
    const run = getOrNotFound(await lockRun(tx.db, scope, runId));
    const keptDays = await holdKeptDays(tx.db, run.programmeId);
    const refusal = await refusalOfConfirming(tx, actor, run, keptDays);
    if (refusal === 'accounts_of_one_hand') throw onePersonProblem();
    if (refusal) throw new Problem(retentionProblems[refusal]);
    if (run.previewHash !== previewHash) throw new Problem(retentionProblems.retention_outdated);
    await setConfirmed(tx.db, runId, { by: actor.personId, at: tx.now });
    await tx.audit({ action: 'retention.confirmed', ...aboutRun(run) });
    await tx.enqueue(retentionJob, { runId });
  });
}

/** How many runs wait for somebody who may be the second person, and how many fail. */
export async function countRuns(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
): Promise<{ waiting: number; failing: number }> {
  const now = { platform, db: platform.db, now: platform.clock.now() };
  const runs = await listProposed(platform.db, scope);
  const ids = runs.map(({ programmeId }) => programmeId);
  const days = await listKeptDays(platform.db, ids);
  let waiting = 0;
  for (const run of runs) {
    const keptDays = days.get(run.programmeId) as number;
    if ((await refusalOfConfirming(now, actor, run, keptDays)) === null) waiting += 1;
  }
  return { waiting, failing: await countFailing(platform.db, scope) };
}

type Now = Pick<Tx, 'db' | 'now' | 'platform'>;

/** Why somebody may not let a run begin to delete; null where they may. */
async function refusalOfConfirming(
  tx: Now,
  { personId: me }: Actor,
  run: RunRow,
  keptDays: number,
): Promise<keyof typeof retentionProblems | 'accounts_of_one_hand' | null> {
  if (run.state !== 'proposed') return 'retention_settled';
  if (run.proposedById === me) return 'retention_own';
  if (await mayBeOnePerson(tx, run.proposedById, me)) return 'accounts_of_one_hand';
  if (!(await proposerMay(tx, run))) return 'retention_proposer_may_not';
  if (tx.now.getTime() - run.proposedAt.getTime() > previewGoodForMs) return 'retention_outdated';
  return refusalOf(tx, run, keptDays);
}

async function proposerMay(tx: Now, { proposedById, placeId }: RunRow): Promise<boolean> {
  const held = await permissionsHeldBy(tx, proposedById);
  return heldOn(await findPath(tx.db, placeId), held).includes('retention.manage');
}
