import type { Tx } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import { findProgramme, loadProgramme } from '../../programmes/public.ts';
import { endRun, type RunRow, type StopReason } from './queries.ts';
import { daysLeft, dueOn } from './rules.ts';

/** The last day of a programme as it is in force, and in which zone days are told. */
export async function endOf(
  tx: Pick<Tx, 'db'>,
  programmeId: number,
): Promise<{ endsOn: string; zone: string }> {
  const { version } = getOrNotFound(await findProgramme(tx.db, programmeId));
  return (await loadProgramme(tx.db, programmeId, version)).definition;
}

/** Why nothing may be deleted by a run now, while its programme's data is kept for so many days. */
export async function refusalOf(
  tx: Pick<Tx, 'db' | 'now'>,
  run: RunRow,
  keptDays: number,
): Promise<Exclude<StopReason, 'by_hand'> | null> {
  const { endsOn, zone } = await endOf(tx, run.programmeId);
  if (endsOn !== run.endsOn || keptDays !== run.keptDays) return 'retention_outdated';
  return daysLeft(dueOn(endsOn, keptDays), tx.now, zone) > 0 ? 'retention_not_due' : null;
}

/** Where an entry about a run stands in the trail, and what it tells. */
export const aboutRun = ({ programmeId, placeId, id, endsOn, keptDays }: RunRow) => ({
  placeId,
  details: { programmeId, runId: id, endsOn, keptDays },
});

/** Ends a run under way; what it has deleted stays deleted. */
export async function stop(tx: Tx, run: RunRow, problem: StopReason): Promise<void> {
  await endRun(tx.db, run.id, { state: 'stopped', at: tx.now, problem });
  const { placeId, details } = aboutRun(run);
  const more = { people: run.peopleDone, problem };
  await tx.audit({ action: 'retention.stopped', placeId, details: { ...details, ...more } });
}
