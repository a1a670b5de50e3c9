import { addDays, dayFromNumber, dayNumber, eachDay, isDay } from './days.ts';
import type { Day, Instant, Scalar, Text } from './definition.ts';

/** How often, when and by whom a form may be filled in (SPEC "One core, three configurations"). */
export type FormPolicy = {
  /** daily: one report for each day; single: one in all; many: as many as there are. */
  slots: 'daily' | 'single' | 'many';
  /** How many a person may send in a day of a form of which there may be many; left out: the product's own limit. */
  perDay?: number;
  /** Whether the person may change a report after sending it; earlier versions are kept. */
  change: 'anytime' | 'never';
  /** Whether a missed day may be filled in later; only for daily forms. */
  backfill: boolean;
  /** Days on which reports are taken; null: any day. Daily forms have none: the programme's `days` say. */
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
 * A date in a person's reporting period, read from their reports.
 * first: the first source that has a value; latest: the value reported most recently.
 */
export type MilestoneRule = {
  code: string;
  /** Names the date itself, so that people can be asked for it: "Entry date". */
  label: Text;
  kind: 'day' | 'instant';
  pick: 'first' | 'latest';
  sources: { form: string; field: string }[];
};

/** A part of the reporting period, e.g. before and after entry. The day of a milestone begins the next. */
export type Phase = { code: string; label: Text; for?: Match; from?: string; until?: string };

/** Known milestones by code: days, or instants for those of kind `instant`. */
export type Milestones = { [code: string]: Day | Instant | undefined };

/** Days from and to, both included. */
type Interval = { from: Day; to: Day };

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
type ProgrammeDays = { startsOn: Day; endsOn: Day; days: DayRule[]; phases: Phase[] };

/** The days due of one person; without an interval the reason says why. */
export type ReportingPeriod =
  | { interval: Interval; reason: null }
  | { interval: null; reason: 'milestoneUnknown'; milestone: string }
  | { interval: null; reason: 'noDays' };

/** Why a report is not taken; the contract of reports has the words. */
type Refusal =
  | 'day_in_future'
  | 'day_outside_window'
  | 'day_passed'
  | 'already_reported'
  | 'milestone_unknown';

/** The latest version of a person's report of one form, as far as milestones are concerned. */
export type LatestReport = {
  form: string;
  /** When this version was sent. */
  reportedAt: Instant;
  values: { [field: string]: unknown };
};

type PhaseCounts = {
  code: string;
  label: Text;
  /** Days due that were reported. */
  done: number;
  /** Days due that have passed without a report; today is not among them. */
  missed: number;
  /** Reported days that are not (or no longer) due. */
  extra: number;
};

type Counts = {
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

/** Whether something meant for some concerns this person. An attribute not given counts as no. */
export function concerns(
  match: Match | undefined,
  person: Pick<Enrolment, 'group' | 'attributes'>,
): boolean {
  if (!match) return true;
  if (match.groups && !match.groups.includes(person.group)) return false;
  return Object.entries(match.attributes ?? {}).every(
    ([code, wanted]) => (person.attributes[code] ?? false) === wanted,
  );
}

function resolve(
  edge: DayEdge,
  programme: ProgrammeDays,
  person: Enrolment,
  milestones: Milestones,
): Day | null {
  if ('on' in edge) return edge.on;
  const days = edge.days ?? 0;
  if ('programme' in edge) {
    return addDays(edge.programme === 'start' ? programme.startsOn : programme.endsOn, days);
  }
  if ('enrolment' in edge) {
    const day = edge.enrolment === 'start' ? person.from : (person.to ?? programme.endsOn);
    return addDays(day, days);
  }
  const day = milestones[edge.milestone];
  if (isDay(day)) return addDays(day, days);
  return edge.otherwise ? resolve(edge.otherwise, programme, person, milestones) : null;
}

function periodBetween(
  edges: { from: DayEdge; to: DayEdge },
  programme: ProgrammeDays,
  person: Enrolment,
  milestones: Milestones,
): ReportingPeriod {
  const from = resolve(edges.from, programme, person, milestones);
  const to = resolve(edges.to, programme, person, milestones);
  if (from === null) return waitingFor(edges.from);
  if (to === null) return waitingFor(edges.to);
  const last = person.withdrawnOn === null ? to : earlier(to, addDays(person.withdrawnOn, -1));
  if (last < from) return { interval: null, reason: 'noDays' };
  return { interval: { from, to: last }, reason: null };
}

/** The days due where this edge has no day: it rests on a milestone that is not known. */
function waitingFor(edge: DayEdge): ReportingPeriod {
  if (!('milestone' in edge)) return { interval: null, reason: 'noDays' };
  return { interval: null, reason: 'milestoneUnknown', milestone: edge.milestone };
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}

/**
 * The days due of one person (SPEC G4.2): by the first rule that concerns them. An edge that rests
 * on an unknown milestone leaves them without days: 'milestoneUnknown'. Nobody is due any more from the
 * day they were withdrawn on.
 */
export function reportingPeriodOf(
  programme: ProgrammeDays,
  person: Enrolment,
  milestones: Milestones,
): ReportingPeriod {
  const rule = programme.days.find((each) => concerns(each.for, person));
  if (!rule) return { interval: null, reason: 'noDays' };
  return periodBetween(rule, programme, person, milestones);
}

/** The milestones without which some days are not known, each once, in the order of the rules. */
export function awaitedMilestones(days: readonly DayRule[]): string[] {
  const awaited = (edge: DayEdge): string[] => {
    if (!('milestone' in edge)) return [];
    return edge.otherwise && awaited(edge.otherwise).length === 0 ? [] : [edge.milestone];
  };
  return [...new Set(days.flatMap(({ from, to }) => [...awaited(from), ...awaited(to)]))];
}

/** The days on which a form is taken that is not daily; null when any day will do. */
export function windowOf(
  policy: FormPolicy,
  programme: ProgrammeDays,
  person: Enrolment,
  milestones: Milestones,
): ReportingPeriod | null {
  return policy.window && periodBetween(policy.window, programme, person, milestones);
}

/**
 * Whether a report for `day` is taken. `period` is the reporting period of a daily form, else
 * what `windowOf` gave; `exists` says that this slot has a report already, so that this would be a
 * change (for 'many': that the one being sent is a change). A report that exists may be changed even
 * when its day is no longer due.
 */
export function mayReport(asked: {
  policy: FormPolicy;
  period: ReportingPeriod | null;
  day: Day;
  today: Day;
  exists: boolean;
}): 'ok' | Refusal {
  const { policy, period, day, today, exists } = asked;
  if (day > today) return 'day_in_future';
  if (exists) return policy.change === 'anytime' ? 'ok' : 'already_reported';
  if (period !== null) {
    const { interval, reason } = period;
    if (reason === 'milestoneUnknown') return 'milestone_unknown';
    if (interval === null || day < interval.from || day > interval.to) return 'day_outside_window';
  }
  if (policy.slots === 'daily' && day < today && !policy.backfill) return 'day_passed';
  return 'ok';
}

/** Whether a day lies in a phase. Before an unknown `until` is always, after an unknown `from` never. */
function isWithinPhase(phase: Phase, day: Day, milestones: Milestones): boolean {
  const until = phase.until === undefined ? undefined : milestones[phase.until];
  if (until !== undefined && day >= until) return false;
  if (phase.from === undefined) return true;
  const from = milestones[phase.from];
  return from !== undefined && day >= from;
}

/** The phase of a day: the first that holds it, among those that concern the person. */
export function phaseOf(
  day: Day,
  phases: readonly Phase[],
  person: Enrolment,
  milestones: Milestones,
): Phase | null {
  return (
    phases.find((each) => concerns(each.for, person) && isWithinPhase(each, day, milestones)) ??
    null
  );
}

/** A person's situation, for counting. `doneDays` are the different days with a report. */
type Situation = {
  reportingPeriod: ReportingPeriod;
  person: Enrolment;
  phases: readonly Phase[];
  milestones: Milestones;
  doneDays: Iterable<Day>;
  today: Day;
};

/**
 * 已填报 n 天，漏填 n 天, by phase (SPEC G4.1). A day is missed once it has passed: today without a
 * report is due (`dueToday`), not missed, for there is still time. Reported days that are not due,
 * e.g. since the entry date moved, count as `extra`, so that nothing that was done disappears.
 */
export function countsOf(situation: Situation): Counts {
  const { reportingPeriod, person, milestones, today } = situation;
  const phases = situation.phases.filter((phase) => concerns(phase.for, person));
  const counts = phases.map(({ code, label }) => ({ code, label, done: 0, missed: 0, extra: 0 }));
  const total = { done: 0, missed: 0, extra: 0 };
  const indexOf = (day: Day) => phases.findIndex((phase) => isWithinPhase(phase, day, milestones));
  const count = (day: Day, kind: 'done' | 'missed' | 'extra') => {
    total[kind]++;
    const phase = counts[indexOf(day)];
    if (phase) phase[kind]++;
  };
  const { interval } = reportingPeriod;
  const done = new Set(situation.doneDays);
  for (const day of done) {
    count(day, interval && day >= interval.from && day <= interval.to ? 'done' : 'extra');
  }
  for (const day of missedDays(reportingPeriod, done, today)) count(day, 'missed');
  return {
    ...total,
    dueToday:
      interval !== null && today >= interval.from && today <= interval.to && !done.has(today),
    phases: counts,
    phase: phases[indexOf(today)]?.code ?? null,
  };
}

/** The days due that have passed without a report, oldest first; today is not among them. */
export function missedDays(
  reportingPeriod: ReportingPeriod,
  doneDays: Iterable<Day>,
  today: Day,
): Day[] {
  if (reportingPeriod.interval === null) return [];
  const { from, to } = reportingPeriod.interval;
  const done = doneDays instanceof Set ? doneDays : new Set(doneDays);
  const yesterday = dayFromNumber(dayNumber(today) - 1);
  return eachDay(from, earlier(to, yesterday)).filter((day) => !done.has(day));
}

/**
 * A person's milestones from the latest versions of their reports. Where a form has several
 * reports, the one sent last that has the field counts.
 */
export function milestonesFrom(
  rules: readonly MilestoneRule[],
  reports: readonly LatestReport[],
): Milestones {
  const milestones: Milestones = {};
  const newestFirst = reports
    .map((report) => ({ ...report, time: Date.parse(report.reportedAt) }))
    .sort((a, b) => b.time - a.time);
  const valueIn = (report: LatestReport, field: string) => {
    const value = Object.hasOwn(report.values, field) ? report.values[field] : undefined;
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const newestOf = (source: MilestoneRule['sources'][number]) =>
    newestFirst.find((each) => each.form === source.form && valueIn(each, source.field));
  for (const rule of rules) {
    const found = rule.sources.flatMap((source) => {
      const report = newestOf(source);
      return report ? [{ time: report.time, value: valueIn(report, source.field) }] : [];
    });
    const best =
      rule.pick === 'first'
        ? found[0]
        : found.reduce<(typeof found)[number] | undefined>(
            (latest, each) => (latest && latest.time >= each.time ? latest : each),
            undefined,
          );
    if (best) milestones[rule.code] = best.value;
  }
  return milestones;
}
