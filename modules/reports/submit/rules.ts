import { isDeepStrictEqual } from 'node:util';
import type { AlertLevel } from '../../../forms/alert-levels.ts';
import { alertsOf, isIncomplete } from '../../../forms/alerts.ts';
import { dayOf, isDay } from '../../../forms/days.ts';
import type { Day, Values } from '../../../forms/definition.ts';
import {
  type FormPolicy,
  mayReport,
  type ReportingPeriod,
  windowOf,
} from '../../../forms/policy.ts';
import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import { compile } from '../../../forms/validate.ts';
import type { App, FieldProblem } from '../../../platform/contract.ts';
import { findWholeRegion as findRegion } from '../../places/public-rules.ts';
import type { FormVersion, Programme } from '../../programmes/public.ts';
import { alertAlike } from '../alerts/rules.ts';
import type { reportsProblems } from '../contract.ts';
import { isEligible } from '../eligibility.ts';
import { isDue, type ReportingPeriodRow, storedPeriod } from '../periods/rules.ts';
import { type Preconditions, preconditionsOf } from './preconditions.ts';

/** Far more than anybody needs, few enough that nobody fills the disk. */
const maxVersions = 200;
/** Of a form of which one may send many. */
export const maxEntries = 500;

/** A version of a report as it is stored. */
export type StoredReport = {
  id: string;
  enrolmentId: number;
  form: string;
  formVersionId: number;
  slot: string;
  day: Day;
  version: number;
  content: Values;
  incomplete: boolean;
  sentAt: Date;
};

/** What is stored about whoever sends a report, and about the slot that it is for. */
export type SubmissionState = {
  reportingPeriod: ReportingPeriodRow;
  /** The newest version of the declaration that was made in this app. */
  declared: number | null;
  /** The newest version in the slot. */
  newest: StoredReport | null;
};

/** What somebody sends. */
export type Sent = {
  /** Made by whoever sends. */
  id: string;
  form: string;
  formVersionId: number;
  day: Day;
  entry?: string | undefined;
  /** The version that was changed; 0 for a new report. */
  basedOn: number;
  values: Values;
};

/** A report as it arrives: from which app, when, and by which carer where one sends it for the person. */
export type Arrival = { sent: Sent; app: App; at: Date; carerId?: string };

/** A report whose values were found good. */
export type Submission = {
  id: string;
  formVersionId: number;
  form: string;
  slot: string;
  day: Day;
  at: Date;
  basedOn: number;
  values: Values;
  /** Codes of the alert rules that it meets. */
  alerts: string[];
  /** What these are about. */
  levels: AlertLevel[];
  incomplete: boolean;
  app: App;
  /** The carer who sent it for the person; absent where they did so themselves. */
  carerId?: string;
};

type Refusal = keyof typeof reportsProblems;

/** What the words of a refusal name. */
type RefusalParams = { day: Day; milestone_zh?: string; milestone_en?: string };

type Outcome =
  | { refused: Refusal; params: RefusalParams }
  | { mistakes: FieldProblem[] }
  /** Sent again without a change. */
  | { recorded: StoredReport }
  | { write: NewVersion };

/** A version to write, and what it rests on: should that have changed meanwhile, nothing is written. */
export type NewVersion = {
  preconditions: Preconditions;
  submission: Submission;
  report: StoredReport;
  reportingPeriod: ReportingPeriodRow;
  /** The version that this one follows. */
  follows: string | null;
  /** One more of those due has reported now. */
  counts: boolean;
  /** It says nothing about alerts that the version before did not say. */
  alertAlike: boolean;
};

/** Which report of a form this is: the day, the only one, or one of many. */
export function slotOf(
  policy: FormPolicy,
  { id, day, entry }: { id: string; day: Day; entry?: string | undefined },
): string {
  if (policy.slots === 'daily') return day;
  return policy.slots === 'single' ? 'one' : (entry ?? id).toLowerCase();
}

/**
 * Whether a report that arrives is the stored one, sent again: nothing of it may differ, for whoever
 * sent it is told that it is stored. Its values are cleaned as they were then.
 */
export function isSentAgain(
  sent: Sent,
  stored: StoredReport,
  { form, id, definition, policy }: Pick<FormVersion, 'form' | 'id' | 'definition' | 'policy'>,
  zone: string,
): boolean {
  if (sent.form !== form || sent.formVersionId !== id) return false;
  if (slotOf(policy, sent) !== stored.slot || sent.basedOn !== stored.version - 1) return false;
  const { sentAt: now, content } = stored;
  const cleaned = compile(definition)(sent.values, {
    today: dayOf(now, zone),
    now,
    zone,
    findRegion,
  });
  return cleaned.ok && isDeepStrictEqual(cleaned.values, content);
}

/** Decides about a report by what is stored: all rules of submitting stand here. */
export function decide(programme: Programme, state: SubmissionState, arrival: Arrival): Outcome {
  const { sent, at } = arrival;
  const { definition } = programme;
  const today = dayOf(at, definition.zone);
  const admission = admit(programme, state, sent, today);
  if ('refused' in admission) return { ...admission, params: { day: sent.day } };
  const { preconditions } = admission;
  const { declaration, form } = preconditions;
  const checked = check(form, definition.zone, state, arrival, today);
  if ('mistakes' in checked) return checked;
  const { reportingPeriod, newest, declared } = state;
  const { day, values } = checked;
  const refuse = (refused: Refusal, more: Omit<RefusalParams, 'day'> = {}) => ({
    refused,
    params: { day, ...more },
  });
  if (declaration !== null && declared !== declaration) return refuse('declaration_needed');
  if (newest && isDeepStrictEqual(newest.content, values)) return { recorded: newest };
  const { policy } = form;
  const period = periodFor(policy, reportingPeriod, definition);
  const verdict = mayReport({ policy, period, day, today, exists: newest !== null });
  if (verdict !== 'ok') return refuse(verdict, milestoneParams(definition, period));
  if (sent.basedOn !== (newest?.version ?? 0)) return refuse('newer_version');
  if (sent.basedOn >= maxVersions) return refuse('sent_too_often');
  const { id, formVersionId, slot, incomplete, basedOn } = checked;
  const which = { id, enrolmentId: reportingPeriod.enrolmentId, form: form.form, formVersionId };
  const version = { slot, day, version: basedOn + 1 };
  const report = { ...which, ...version, content: values, incomplete, sentAt: at };
  const counts = policy.slots === 'daily' && newest === null && isDue(reportingPeriod, day);
  const follows = newest?.id ?? null;
  const write = { preconditions, submission: checked, report, reportingPeriod, follows, counts };
  return { write: { ...write, alertAlike: saysNothingNew(form, newest, values) } };
}

/** As far as alerts go. A version of another version of the form was judged by other rules. */
function saysNothingNew(
  { id, definition }: FormVersion,
  before: StoredReport | null,
  values: Values,
): boolean {
  return before?.formVersionId === id && alertAlike(definition, before.content, values);
}

/** Whether the person may send the form at all, in this version of it. */
function admit(
  programme: Programme,
  { reportingPeriod: { person } }: SubmissionState,
  sent: Sent,
  today: Day,
): { refused: Refusal } | { preconditions: Preconditions } {
  const { withdrawnOn } = person;
  if (withdrawnOn !== null && withdrawnOn <= today) return { refused: 'not_enrolled' };
  const form = programme.forms.get(sent.form);
  if (!form) return { refused: 'form_not_offered' };
  const preconditions = preconditionsOf(programme, form);
  if (!isEligible(preconditions.eligibility, person)) return { refused: 'form_not_offered' };
  return form.id === sent.formVersionId ? { preconditions } : { refused: 'form_outdated' };
}

/** Checks the values as the form says; gives every mistake at its field. */
function check(
  { id: formVersionId, form, definition, policy }: FormVersion,
  zone: string,
  { reportingPeriod: { milestones } }: SubmissionState,
  { sent, app, at, carerId }: Arrival,
  today: Day,
): Submission | { mistakes: FieldProblem[] } {
  if (!isDay(sent.day)) return { mistakes: [{ path: 'day', code: 'not_a_date' }] };
  const result = compile(definition)(sent.values, { today, now: at, zone, milestones, findRegion });
  if (!result.ok) return { mistakes: result.issues };
  const { values } = result;
  const alerts = alertsOf(definition, values);
  return {
    id: sent.id,
    formVersionId,
    form,
    slot: slotOf(policy, sent),
    day: policy.slots === 'daily' ? sent.day : today,
    at,
    basedOn: sent.basedOn,
    values,
    alerts: alerts.map(({ code }) => code),
    levels: [...new Set(alerts.map(({ level }) => level))],
    incomplete: isIncomplete(definition, values),
    app,
    ...(carerId !== undefined && { carerId }),
  };
}

/** The milestone that is not known, in the programme's own words. */
function milestoneParams(
  { milestones }: ProgrammeDefinition,
  period: ReportingPeriod | null,
): Omit<RefusalParams, 'day'> {
  if (period?.reason !== 'milestoneUnknown') return {};
  const label = milestones.find(({ code }) => code === period.milestone)?.label;
  return label ? { milestone_zh: label.zh, milestone_en: label.en } : {};
}

function periodFor(
  policy: FormPolicy,
  reportingPeriod: ReportingPeriodRow,
  programme: ProgrammeDefinition,
): ReportingPeriod | null {
  if (policy.slots === 'daily') return storedPeriod(reportingPeriod, programme);
  const { person, milestones } = reportingPeriod;
  return windowOf(policy, programme, person, milestones);
}
