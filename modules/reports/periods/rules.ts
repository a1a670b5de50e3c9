import { addDays } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import {
  type Enrolment,
  type Milestones,
  type ReportingPeriod,
  reportingPeriodOf,
} from '../../../forms/policy.ts';
import type { ProgrammeDefinition } from '../../../forms/programme.ts';

/** A person's reporting period as it is kept: which days are due, and in which unit they count. */
export type ReportingPeriodRow = {
  enrolmentId: number;
  programmeId: number;
  personId: string;
  /** The enrolment from which the reporting period was made. */
  person: Enrolment;
  placeId: number;
  group: string;
  milestones: Milestones;
  /** Both null when no days are due. */
  from: Day | null;
  to: Day | null;
  /** Another one after each change. */
  revision: number;
};

/**
 * The days due that are stored; where there are none, the rules say why. A version that was published
 * since may know some: they are due once the enrolment changes.
 */
export function storedPeriod(
  { from, to, person, milestones }: ReportingPeriodRow,
  programme: ProgrammeDefinition,
): ReportingPeriod {
  if (from !== null && to !== null) return { interval: { from, to }, reason: null };
  const none = reportingPeriodOf(programme, person, milestones);
  return none.interval === null ? none : { interval: null, reason: 'noDays' };
}

export function isDue({ from, to }: ReportingPeriodRow, day: Day): boolean {
  return from !== null && to !== null && day >= from && day <= to;
}

/** What a reporting period is to become; its revision is the database's business. */
export type NewReportingPeriod = Omit<ReportingPeriodRow, 'revision'> & {
  /** Stored for the lists of the staff; a person is told what `storedPeriod` says. */
  reason: ReportingPeriod['reason'];
};

export function rowOf(
  of: Pick<ReportingPeriodRow, 'enrolmentId' | 'programmeId' | 'personId' | 'person' | 'placeId'>,
  milestones: Milestones,
  { interval, reason }: ReportingPeriod,
): NewReportingPeriod {
  const { enrolmentId, programmeId, personId, person, placeId } = of;
  const from = interval?.from ?? null;
  const to = interval?.to ?? null;
  const unit = { placeId, group: person.group };
  return { enrolmentId, programmeId, personId, person, ...unit, milestones, from, to, reason };
}

/** A reporting period that is new (no `before`) or has changed. */
export type ReportingPeriodChange = {
  before: ReportingPeriodRow | null;
  after: NewReportingPeriod;
};

/** What decides where and when somebody is counted as due. */
type Counted = Pick<ReportingPeriodRow, 'programmeId' | 'placeId' | 'group' | 'from' | 'to'>;

/** The same unit and the same days: nothing that is counted moves. */
export function countsAlike(a: Counted, b: Counted): boolean {
  return a.placeId === b.placeId && a.group === b.group && a.from === b.from && a.to === b.to;
}

export type DueChange = {
  programmeId: number;
  placeId: number;
  group: string;
  day: Day;
  change: number;
};

/** What these reporting periods change about who is due: old intervals undone, new ones added, sums of zero left out. */
export function dueChanges(changes: ReportingPeriodChange[]): DueChange[] {
  const sums = new Map<string, DueChange>();
  const add = ({ programmeId, placeId, group }: Counted, day: Day, change: number) => {
    const key = `${programmeId} ${placeId} ${day} ${group}`;
    const sum = sums.get(key);
    if (sum) sum.change += change;
    else sums.set(key, { programmeId, placeId, group, day, change });
  };
  const addInterval = (reportingPeriod: Counted, sign: 1 | -1) => {
    if (reportingPeriod.from === null || reportingPeriod.to === null) return;
    add(reportingPeriod, reportingPeriod.from, sign);
    add(reportingPeriod, addDays(reportingPeriod.to, 1), -sign);
  };
  for (const { before, after } of changes) {
    if (before) addInterval(before, -1);
    addInterval(after, 1);
  }
  return [...sums.values()].filter(({ change }) => change !== 0);
}

const sourceForms = new WeakMap<ProgrammeDefinition, ReadonlySet<string>>();

/** Codes of the forms that the programme's milestones are read from. */
export function milestoneForms(definition: ProgrammeDefinition): ReadonlySet<string> {
  const forms =
    sourceForms.get(definition) ??
    new Set(definition.milestones.flatMap(({ sources }) => sources.map(({ form }) => form)));
  sourceForms.set(definition, forms);
  return forms;
}
