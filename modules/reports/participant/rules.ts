import { addDays, dayNumber, eachDay } from '../../../forms/days.ts';
import type { Day, Values } from '../../../forms/definition.ts';
import {
  countsOf,
  type Milestones,
  missedDays,
  phaseOf,
  reportingPeriodOf,
} from '../../../forms/policy.ts';
import { checkMilestones } from '../../../forms/validate.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { type FormVersion, formsFor, personOf } from '../../programmes/public.ts';
import type { reports } from '../contract.ts';
import { isDue, type ReportingPeriodRow, storedPeriod } from '../periods/rules.ts';
import { maxDays } from '../range.ts';
import type { Enrolled } from './require-enrolment.ts';

/** A current report, as far as an overview needs it. `content` only where its form checks milestones. */
export type CurrentReport = {
  form: string;
  day: Day;
  incomplete: boolean;
  sentAt: Date;
  formVersionId: number;
  content: Values | null;
};

export type Situation = {
  enrolled: Enrolled;
  reportingPeriod: ReportingPeriodRow;
  /** All current reports of the person. */
  currentReports: CurrentReport[];
  /** The versions that those with `content` were made with, by id. */
  versions: ReadonlyMap<number, FormVersion>;
};

type OverviewResponse = ResponseOf<typeof reports.overview>;
type DayResponse = ResponseOf<typeof reports.days>[number];

/** Where a person stands (SPEC G4.1). */
export function overviewOf(situation: Situation): Omit<OverviewResponse, 'declarationNeeded'> {
  const { enrolled, reportingPeriod, currentReports } = situation;
  const { facts, programme, placements, today } = enrolled;
  const daily = dailyForms(enrolled);
  const doneDays = daysDone(currentReports, daily);
  const period = storedPeriod(reportingPeriod, programme.definition);
  const counts = countsOf({
    reportingPeriod: daily.length > 0 ? period : { interval: null, reason: 'noDays' },
    person: personOf(facts),
    phases: programme.definition.phases,
    milestones: reportingPeriod.milestones,
    doneDays,
    today,
  });
  return {
    today,
    phase: counts.phase,
    phases: counts.phases.map(({ code, done, missed }) => ({ code, done, missed })),
    done: counts.done,
    missed: counts.missed,
    dueToday: daily.length > 0 && isDue(reportingPeriod, today),
    reportedToday: doneDays.has(today),
    dueFrom: reportingPeriod.from,
    dueTo: reportingPeriod.to,
    reason: period.reason,
    unknownMilestone: period.reason === 'milestoneUnknown' ? period.milestone : null,
    milestones: stateOf(reportingPeriod.milestones),
    forms: formsFor(programme, facts, placements)
      .filter(({ policy }) => policy.slots !== 'daily')
      .map(({ form }) => itemOf(form, situation)),
  };
}

export function dailyForms({ programme, facts, placements }: Enrolled): FormVersion[] {
  return formsFor(programme, facts, placements).filter(({ policy }) => policy.slots === 'daily');
}

/** The days on which every daily form has been reported. */
function daysDone(currentReports: CurrentReport[], daily: FormVersion[]): Set<Day> {
  const [first, ...others] = daily.map(({ form }) => {
    const reported = currentReports.filter((report) => report.form === form);
    return new Set(reported.map(({ day }) => day));
  });
  if (!first) return new Set();
  return new Set([...first].filter((day) => others.every((days) => days.has(day))));
}

function stateOf(milestones: Milestones): Record<string, string> {
  const known = Object.entries(milestones).filter((entry) => entry[1] !== undefined);
  return Object.fromEntries(known) as Record<string, string>;
}

/**
 * Of a form that may be sent many times, one complete report that breaks no rule is enough. What
 * breaks a rule since a milestone became known leaves the item incomplete (SPEC G4.6).
 */
function itemOf(form: string, { currentReports, versions, reportingPeriod }: Situation) {
  const sent = currentReports
    .filter((report) => report.form === form)
    .sort((a, b) => b.sentAt.getTime() - a.sentAt.getTime());
  const [newest] = sent;
  if (!newest) return { form, state: 'open' as const, sentAt: null, checks: [] };
  const complete = sent.filter(({ incomplete }) => !incomplete);
  const broken = complete.map((report) =>
    brokenChecks(report, versions, reportingPeriod.milestones),
  );
  const isDone = broken.some((checks) => checks.length === 0);
  return {
    form,
    state: isDone ? ('done' as const) : ('incomplete' as const),
    sentAt: newest.sentAt.toISOString(),
    checks: isDone ? [] : (broken[0] ?? []),
  };
}

function brokenChecks(
  { content, formVersionId }: CurrentReport,
  versions: Situation['versions'],
  milestones: Milestones,
): string[] {
  const definition = versions.get(formVersionId)?.definition;
  if (!definition?.checks || content === null) return [];
  return definition.checks
    .filter((check) => {
      const alone = { ...definition, checks: [check] };
      return checkMilestones(alone, content, milestones).length > 0;
    })
    .map(({ code }) => code);
}

/** The state of each day from `from` to `to`, for a calendar. */
export function calendarOf(
  { enrolled, reportingPeriod, currentReports }: Situation,
  from: Day,
  to: Day,
): DayResponse[] {
  const daily = dailyForms(enrolled);
  const done = daysDone(currentReports, daily);
  const stateOf = (day: Day): DayResponse['state'] => {
    const due = daily.length > 0 && isDue(reportingPeriod, day);
    if (done.has(day)) return due ? 'done' : 'extra';
    if (!due) return 'none';
    if (day > enrolled.today) return 'future';
    return day === enrolled.today ? 'today' : 'missed';
  };
  return eachDay(from, to).map((day) => ({ day, state: stateOf(day) }));
}

/** The days of a person's own calendar: those due and those reported, 400 at most. */
export function calendarSpan({
  reportingPeriod,
  currentReports,
  enrolled,
}: Situation): { from: Day; to: Day } | null {
  const daily = new Set(dailyForms(enrolled).map(({ form }) => form));
  const days = currentReports.filter(({ form }) => daily.has(form)).map(({ day }) => day);
  if (reportingPeriod.from !== null && reportingPeriod.to !== null)
    days.push(reportingPeriod.from, reportingPeriod.to);
  if (days.length === 0) return null;
  const sorted = days.sort();
  const to = sorted.at(-1) as Day;
  const from = sorted[0] as Day;
  const tooLong = dayNumber(to) - dayNumber(from) >= maxDays;
  return { from: tooLong ? addDays(to, 1 - maxDays) : from, to };
}

/** Days due that passed without a report (SPEC G4.4), oldest first. */
export function missedOf({ enrolled, reportingPeriod, currentReports }: Situation): Day[] {
  const daily = dailyForms(enrolled);
  if (daily.length === 0) return [];
  const period = storedPeriod(reportingPeriod, enrolled.programme.definition);
  return missedDays(period, daysDone(currentReports, daily), enrolled.today);
}

/** What other milestones would change: passed days that become missed, and the phase of today. */
export function effectOf(
  { enrolled, reportingPeriod, currentReports }: Situation,
  milestones: Milestones,
): ResponseOf<typeof reports.effect> {
  const { programme, facts, today } = enrolled;
  const { definition } = programme;
  const { person } = reportingPeriod;
  const daily = dailyForms(enrolled);
  const done = daysDone(currentReports, daily);
  const missedBefore = new Set(missedDays(storedPeriod(reportingPeriod, definition), done, today));
  const period = reportingPeriodOf(definition, person, milestones);
  const missedAfter = daily.length > 0 ? missedDays(period, done, today) : [];
  const phaseBy = (known: Milestones) =>
    phaseOf(today, definition.phases, personOf(facts), known)?.code ?? null;
  const phase = phaseBy(milestones);
  return {
    newlyMissed: missedAfter.filter((day) => !missedBefore.has(day)).length,
    phase: phase === phaseBy(reportingPeriod.milestones) ? null : phase,
  };
}
