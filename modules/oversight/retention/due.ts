import type { Tx } from '../../../platform/platform.ts';
import { getOrNotFound } from '../../../platform/problems.ts';
import { findProgramme, holdKeptDays, loadProgramme } from '../../programmes/public.ts';
import type { RunRow } from './queries.ts';
import { daysLeft, dueOn } from './rules.ts';

/** The last day of a programme as it is in force, and in which zone days are told. */
export async function endOf(
  tx: Tx,
  programmeId: number,
): Promise<{ endsOn: string; zone: string }> {
  const { version } = getOrNotFound(await findProgramme(tx.db, programmeId));
  return (await loadProgramme(tx.db, programmeId, version)).definition;
}

/** Why nothing may be deleted by a run now. */
export async function refusalOf(
  tx: Tx,
  { programmeId, endsOn, keptDays }: RunRow,
): Promise<'retention_outdated' | 'retention_not_due' | null> {
  const current = {
    ...(await endOf(tx, programmeId)),
    days: await holdKeptDays(tx.db, programmeId),
  };
  if (current.endsOn !== endsOn || current.days !== keptDays) return 'retention_outdated';
  return daysLeft(dueOn(endsOn, keptDays), tx.now, current.zone) > 0 ? 'retention_not_due' : null;
}

/** Where an entry about a run stands in the trail, and what it tells. */
export const aboutRun = ({ programmeId, placeId, id, endsOn, keptDays }: RunRow) => ({
  placeId,
  details: { programmeId, runId: id, endsOn, keptDays },
});
