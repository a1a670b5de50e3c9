import { isDeepStrictEqual } from 'node:util';
import type { Day, Values } from '../../forms/definition.ts';
import {
  type Course,
  type Enrolment,
  type FormPolicy,
  mayReport,
  periodOf,
} from '../../forms/policy.ts';
import type { ProgrammeDefinition } from '../../forms/programme.ts';
import type { reportsProblems } from './contract.ts';
import { type CourseRow, courseIn, isDue } from './rules-courses.ts';

/** Batches under way at the same time; each adds to the counts in a lane of its own. */
export const batchLanes = 2;
/** The lane of whatever has a transaction of its own, so that no batch has to wait for it. */
export const ownLane = batchLanes;

/** A report whose values were found good, on its way to being taken. */
export type Sending = {
  /** Made by whoever sends. */
  id: string;
  enrolmentId: number;
  programmeId: number;
  personId: string;
  formVersionId: number;
  form: string;
  policy: FormPolicy;
  slot: string;
  day: Day;
  /** The instant of arrival, and the programme's day then. */
  at: Date;
  today: Day;
  /** The version that was changed; 0 for a new report. */
  basedOn: number;
  values: Values;
  alerts: string[];
  incomplete: boolean;
  app: string;
  promiseVersion: number;
  /** What the form's own window depends on. */
  person: Enrolment;
  programme: ProgrammeDefinition;
};

/** A version of a report as it is kept. */
export type Recorded = {
  id: string;
  enrolmentId: number;
  form: string;
  slot: string;
  day: Day;
  version: number;
  content: Values;
  incomplete: boolean;
  sentAt: Date;
};

/** What is known already when a report arrives. */
export type Known = {
  course: CourseRow;
  promised: boolean;
  /** The newest version in this slot. */
  newest: Recorded | null;
  /** What has the same id, of whomever. */
  sameId: Recorded | null;
};

export type Refusal = keyof typeof reportsProblems;

export type Outcome =
  | { refused: Refusal }
  /** Recorded earlier, or said again without a change. */
  | { recorded: Recorded }
  /** A new version; `counts` when one more of those due has reported now. */
  | { taken: Recorded; counts: boolean };

/** Which report of a form this is: the day, the only one, or one of many. */
export function slotOf(
  policy: FormPolicy,
  { id, day, entry }: { id: string; day: Day; entry?: string | undefined },
): string {
  if (policy.slots === 'daily') return day;
  return policy.slots === 'single' ? 'one' : (entry ?? id).toLowerCase();
}

/** Decides about one report. Sent again it is answered as the first time, whatever has changed since. */
export function judge(sending: Sending, known: Known | undefined): Outcome {
  if (!known) return { refused: 'not_enrolled' };
  const { course, newest, sameId } = known;
  if (sameId) {
    return sameId.enrolmentId === sending.enrolmentId
      ? { recorded: sameId }
      : { refused: 'id_taken' };
  }
  if (!known.promised) return { refused: 'promise_needed' };
  if (newest && isDeepStrictEqual(newest.content, sending.values)) return { recorded: newest };
  const { policy, day, today } = sending;
  const period = periodFor(sending, course);
  const verdict = mayReport({ policy, period, day, today, exists: newest !== null });
  if (verdict !== 'ok') return { refused: verdict };
  if (sending.basedOn !== (newest?.version ?? 0)) return { refused: 'newer_version' };
  const taken: Recorded = {
    id: sending.id,
    enrolmentId: sending.enrolmentId,
    form: sending.form,
    slot: sending.slot,
    day,
    version: sending.basedOn + 1,
    content: sending.values,
    incomplete: sending.incomplete,
    sentAt: sending.at,
  };
  return { taken, counts: policy.slots === 'daily' && !newest && isDue(course, day) };
}

function periodFor({ policy, programme, person }: Sending, course: CourseRow): Course | null {
  if (policy.window) return periodOf(policy, programme, person, course.milestones);
  return policy.slots === 'daily' ? courseIn(course) : null;
}

/** What a batch writes. */
export type Plan = {
  /** One for each sending, in order. */
  outcomes: Outcome[];
  writes: { sending: Sending; report: Recorded; current: boolean }[];
  /** Ids of kept versions that have a newer one now. */
  retired: string[];
};

/**
 * Decides about reports that arrived together, in the order of their arrival: each later one sees
 * what the earlier ones will have written.
 */
export function judgeAll(sendings: Sending[], known: (Known | undefined)[]): Plan {
  const plan: Plan = { outcomes: [], writes: [], retired: [] };
  const bySlot = new Map<string, Plan['writes'][number]>();
  const byId = new Map<string, Recorded>();
  for (const [index, sending] of sendings.entries()) {
    const slot = `${sending.enrolmentId} ${sending.form} ${sending.slot}`;
    const written = bySlot.get(slot);
    const before = known[index] && {
      ...known[index],
      newest: written?.report ?? known[index].newest,
      sameId: byId.get(sending.id) ?? known[index].sameId,
    };
    const outcome = judge(sending, before);
    plan.outcomes.push(outcome);
    if (!('taken' in outcome)) continue;
    if (written) written.current = false;
    else if (before?.newest) plan.retired.push(before.newest.id);
    const write = { sending, report: outcome.taken, current: true };
    plan.writes.push(write);
    bySlot.set(slot, write);
    byId.set(sending.id, outcome.taken);
  }
  return plan;
}
