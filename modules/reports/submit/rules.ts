import { isDeepStrictEqual } from 'node:util';
import { dayOf } from '../../../forms/days.ts';
import type { Day, Values } from '../../../forms/definition.ts';
import {
  type FormPolicy,
  mayReport,
  periodOf,
  type ReportingPeriod,
} from '../../../forms/policy.ts';
import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import { compile } from '../../../forms/validate.ts';
import type { App } from '../../../platform/contract.ts';
import type { FormVersion } from '../../programmes/public.ts';
import type { reportsProblems } from '../contract.ts';
import { isDue, type ReportingPeriodRow, storedPeriod } from '../periods/rules.ts';

/** Far more than anybody needs, few enough that nobody fills the disk. */
const mostVersions = 200;
/** Of a form of which one may send many. */
export const mostEntries = 500;

/** A version of a report as it is kept. */
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
  /** The programme's version in force. */
  programmeVersion: number;
  reportingPeriod: ReportingPeriodRow;
  /** The newest version of the declaration that was made in this app. */
  declared: number | null;
  /** The newest version in the slot. */
  newest: StoredReport | null;
  /** The report that has the id already, whoever sent it. */
  sameId: StoredReport | null;
};

/** A report whose values were found good, on its way to being taken. */
export type Submission = {
  /** Made by whoever sends. */
  id: string;
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
  app: App;
};

export type Refusal = keyof typeof reportsProblems;

export type Outcome =
  | { refused: Refusal }
  /** Said again without a change. */
  | { recorded: StoredReport }
  /** A new version. */
  | { write: NewVersion };

/** A version to write, and what it rests on: should that have changed meanwhile, nothing is written. */
export type NewVersion = {
  submission: Submission;
  report: StoredReport;
  reportingPeriod: ReportingPeriodRow;
  /** The version that this one follows. */
  follows: string | null;
  /** One more of those due has reported now. */
  counts: boolean;
};

/** Which report of a form this is: the day, the only one, or one of many. */
export function slotOf(
  policy: FormPolicy,
  { id, day, entry }: { id: string; day: Day; entry?: string | undefined },
): string {
  if (policy.slots === 'daily') return day;
  return policy.slots === 'single' ? 'one' : (entry ?? id).toLowerCase();
}

/** What arrives, as far as it tells one report from another. */
export type Sent = {
  id: string;
  form: string;
  formVersionId: number;
  day: Day;
  entry?: string | undefined;
  basedOn: number;
  values: Values;
};

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
  const cleaned = compile(definition)(sent.values, { today: dayOf(now, zone), now, zone });
  return cleaned.ok && isDeepStrictEqual(cleaned.values, content);
}

/** Decides about one report by what is stored. */
export function decide(
  submission: Submission,
  known: SubmissionState,
  programme: ProgrammeDefinition,
): Outcome {
  const { reportingPeriod, newest, declared } = known;
  const { enrolmentId } = reportingPeriod;
  if (declared !== programme.declaration.version) return { refused: 'declaration_needed' };
  if (newest && isDeepStrictEqual(newest.content, submission.values)) return { recorded: newest };
  const { id, form, formVersionId, slot, policy, day, today, basedOn, incomplete } = submission;
  const period = periodFor(submission, known, programme);
  const verdict = mayReport({ policy, period, day, today, exists: newest !== null });
  if (verdict !== 'ok') return { refused: verdict };
  if (basedOn !== (newest?.version ?? 0)) return { refused: 'newer_version' };
  if (basedOn >= mostVersions) return { refused: 'sent_too_often' };
  const version = basedOn + 1;
  const content = submission.values;
  const sentAt = submission.at;
  const which = { id, enrolmentId, form, formVersionId, slot, day, version };
  const report = { ...which, content, incomplete, sentAt };
  const counts = policy.slots === 'daily' && newest === null && isDue(reportingPeriod, day);
  return { write: { submission, report, reportingPeriod, follows: newest?.id ?? null, counts } };
}

function periodFor(
  { policy }: Submission,
  { reportingPeriod }: SubmissionState,
  programme: ProgrammeDefinition,
): ReportingPeriod | null {
  if (policy.window)
    return periodOf(policy, programme, reportingPeriod.person, reportingPeriod.milestones);
  return policy.slots === 'daily' ? storedPeriod(reportingPeriod) : null;
}
