import { reportingPeriodOf } from '../../../forms/policy.ts';
import { type EventHandler, on } from '../../../platform/events.ts';
import type { Tx } from '../../../platform/platform.ts';
import {
  type EnrolmentChange,
  enrolmentsChanged,
  loadProgramme,
  type Programme,
  personOf,
} from '../../programmes/public.ts';
import { changeReportingPeriods } from './actions.ts';
import { lockReportingPeriods } from './queries.ts';
import { type ReportingPeriodChange, rowOf } from './rules.ts';

/** Who takes part, where and when has changed: so do the days due, and where they are counted. */
async function followEnrolments(tx: Tx, items: EnrolmentChange[]): Promise<void> {
  const known = await lockReportingPeriods(
    tx.db,
    items.map(({ enrolmentId }) => enrolmentId),
  );
  const programmes = await programmesOf(tx, items);
  const changes = items.map((item): ReportingPeriodChange => {
    const before = known.get(item.enrolmentId) ?? null;
    const milestones = before?.milestones ?? {};
    const { definition } = programmes.get(item.programmeId) as Programme;
    const person = personOf(item);
    const reportingPeriod = reportingPeriodOf(definition, person, milestones);
    return { before, after: rowOf({ ...item, person }, milestones, reportingPeriod) };
  });
  await changeReportingPeriods(tx, changes);
}

/** Read within the transaction, which may be the one that makes the programme. */
async function programmesOf(tx: Tx, items: EnrolmentChange[]): Promise<Map<number, Programme>> {
  const versions = new Map(items.map((item) => [item.programmeId, item.programmeVersion]));
  const programmes = new Map<number, Programme>();
  for (const [id, version] of versions) {
    programmes.set(id, await loadProgramme(tx.db, id, version));
  }
  return programmes;
}

export const reportsHandlers: EventHandler[] = [on(enrolmentsChanged, followEnrolments)];
