import type { Day, Instant, Scalar, Text } from './definition.ts';

/** How often, when and by whom a form may be filled in (SPEC "One core, three configurations"). */
export type FormPolicy = {
  /** daily: one report for each day; single: one in all; many: as many as there are. */
  slots: 'daily' | 'single' | 'many';
  /** Whether the person may change a report after sending it; earlier versions are kept. */
  change: 'anytime' | 'never';
  /** Whether a missed day may be filled in later; only for daily forms. */
  backfill: boolean;
  /** Days on which reports are taken. null: the course's for daily forms, any other day else. */
  window: { from: DayEdge; to: DayEdge } | null;
};

/** A day told by what it depends on; `days` is added, negative for earlier. */
export type DayEdge =
  | { on: Day }
  | { programme: 'start' | 'end'; days?: number }
  | { enrolment: 'start' | 'end'; days?: number }
  /** Unknown milestone: `otherwise`, and without that the edge is unknown, too. */
  | { milestone: string; days?: number; otherwise?: DayEdge };

/** Whom something concerns; all that is stated must hold. Absent: everybody. */
export type Match = { groups?: string[]; attributes?: Record<string, Scalar> };

/** Which days are due; the first rule of a list that matches the person is theirs. */
export type DayRule = { for?: Match; from: DayEdge; to: DayEdge };

/**
 * A date in a person's course, read from their reports.
 * first: the first source that has a value; latest: the value reported most recently.
 */
export type MilestoneRule = {
  code: string;
  label: Text;
  kind: 'day' | 'instant';
  pick: 'first' | 'latest';
  sources: { form: string; field: string }[];
};

/** A part of the course, e.g. before and after entry. The day of a milestone begins the next. */
export type Phase = { code: string; label: Text; for?: Match; from?: string; until?: string };

/** Known milestones by code: days, or instants for those of kind `instant`. */
export type Milestones = { [code: string]: Day | Instant | undefined };

/** Days from and to, both included. */
export type Interval = { from: Day; to: Day };

/** What the rules need to know about one enrolment. */
export type Enrolment = {
  group: string;
  attributes: { [code: string]: Scalar | undefined };
  from: Day;
  /** null: until the programme ends. */
  to: Day | null;
  /** First day on which the person no longer takes part. */
  withdrawnOn: Day | null;
};

/** The part of a programme that day arithmetic reads. */
export type ProgrammeDays = { startsOn: Day; endsOn: Day; days: DayRule[]; phases: Phase[] };

/** The days due of one person; without an interval the reason says why. */
export type Course =
  | { interval: Interval; reason: null }
  | { interval: null; reason: 'noItinerary' | 'noDays' };

/** Why a report is not taken. */
export type Refusal =
  | 'day_in_future'
  | 'day_outside_window'
  | 'day_passed'
  | 'already_reported'
  | 'no_itinerary';

/** The latest version of a person's report of one form, as far as milestones are concerned. */
export type LatestReport = {
  form: string;
  /** When this version was sent. */
  reportedAt: Instant;
  values: { [field: string]: unknown };
};

export type PhaseCounts = {
  code: string;
  label: Text;
  /** Days due that were reported. */
  done: number;
  /** Days due that have passed without a report; today is not among them. */
  missed: number;
  /** Reported days that are not (or no longer) due. */
  extra: number;
};

export type Counts = {
  done: number;
  missed: number;
  extra: number;
  /** Today is due and not reported yet. */
  dueToday: boolean;
  /** Only the phases that concern the person, in the programme's order. */
  phases: PhaseCounts[];
  /** Phase in which today lies, or null. */
  phase: string | null;
};
