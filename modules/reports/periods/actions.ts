import { milestonesFrom, reportingPeriodOf } from '../../../forms/policy.ts';
import type { Tx } from '../../../platform/platform.ts';
import type { Programme } from '../../programmes/public.ts';
import { moveCounts } from '../counts/queries.ts';
import {
  addDueChanges,
  listMilestoneSources,
  lockReportingPeriods,
  upsertReportingPeriods,
} from './queries.ts';
import { dueChanges, milestoneForms, type ReportingPeriodChange, rowOf } from './rules.ts';

/** Writes reporting periods and everything that is counted by them. Their rows must be locked, where there are any. */
export async function changeReportingPeriods(
  tx: Tx,
  changes: ReportingPeriodChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await upsertReportingPeriods(
    tx.db,
    changes.map(({ after }) => after),
  );
  await addDueChanges(tx.db, dueChanges(changes));
  await moveCounts(tx.db, changes);
}

/** Reads the milestones of one person anew from their reports and moves the reporting period accordingly. */
export async function followMilestones(
  tx: Tx,
  programme: Programme,
  enrolmentId: number,
): Promise<void> {
  const before = (await lockReportingPeriods(tx.db, [enrolmentId])).get(enrolmentId);
  if (!before) return;
  const { definition } = programme;
  const sources = await listMilestoneSources(tx.db, enrolmentId, [...milestoneForms(definition)]);
  const milestones = milestonesFrom(definition.milestones, sources);
  const reportingPeriod = reportingPeriodOf(definition, before.person, milestones);
  await changeReportingPeriods(tx, [{ before, after: rowOf(before, milestones, reportingPeriod) }]);
}
