import { alertsOf, isIncomplete } from '../../../forms/alerts.ts';
import { dayOf, isDay } from '../../../forms/days.ts';
import type { Milestones } from '../../../forms/policy.ts';
import { compile } from '../../../forms/validate.ts';
import type { App, BodyOf, FieldProblem, ResponseOf } from '../../../platform/contract.ts';
import { type Platform, perPlatform } from '../../../platform/platform.ts';
import { invalid, Problem } from '../../../platform/problems.ts';
import type { SelfScope, UnverifiedSession } from '../../../platform/scope.ts';
import {
  type FormVersion,
  formVersion,
  type Programme,
  programmeAt,
} from '../../programmes/public.ts';
import { type reports, reportsProblems } from '../contract.ts';
import { offers } from '../eligibility.ts';
import { decryptValues } from '../encryption.ts';
import { countEntries } from './queries.ts';
import {
  decide,
  isSentAgain,
  mostEntries,
  type StoredReport,
  type Submission,
  type SubmissionState,
  slotOf,
} from './rules.ts';
import { asFirstReport } from './rules-first-report.ts';
import {
  isPlain,
  isRace,
  loadSubmissionState,
  storeFirst,
  storeReport,
} from './submission-store.ts';

type Input = BodyOf<typeof reports.submit>;
type Receipt = ResponseOf<typeof reports.submit>;

const mostTries = 6;

/**
 * Takes a report (SPEC G4.2 to G4.8). Most are taken by the one statement of `trySubmitFirst`. For the
 * others, what is stored is read and decided upon first; the write then happens only if that still
 * holds. Where somebody was faster (another device, a roster) all of it is looked at again. All who
 * come at the same moment share each step; the answer follows the commit. A report sent again is
 * answered as the first time, even where it would be refused by now.
 */
export async function submit(
  platform: Platform,
  session: UnverifiedSession,
  sent: Input,
): Promise<Receipt> {
  const input = { ...sent, id: sent.id.toLowerCase() };
  // The moment is that of arrival: a report sent at the last moment of a day belongs to that day.
  const now = platform.clock.now();
  const taken = await trySubmitFirst(platform, session, input, now);
  if (taken) return taken;
  const { self } = await session.verify();
  const { app } = session;
  for (let tries = 1; ; tries += 1) {
    try {
      return receiptOf(await submitOnce(platform, self, app, input, now));
    } catch (error) {
      if (tries === mostTries || !isRace(error)) throw error;
    }
  }
}

/** The programme of each form version in force, as it was when last looked at. */
const programmes = perPlatform(() => new Map<number, Programme>());

/** Takes a plain first report of a day; null for any other, and where anything is in the way. */
async function trySubmitFirst(
  platform: Platform,
  { app, tokenHash }: UnverifiedSession,
  input: Input,
  now: Date,
): Promise<Receipt | null> {
  const programme = programmes(platform).get(input.formVersionId);
  const form = programme?.forms.get(input.form);
  if (!programme || !form || form.id !== input.formVersionId || !isPlain(programme, form))
    return null;
  const { zone } = programme.definition;
  const today = dayOf(now, zone);
  const slot = slotOf(form.policy, input);
  const submission = checked(form, { zone, milestones: {} }, input, { app, slot, at: now, today });
  const first = Array.isArray(submission)
    ? null
    : asFirstReport(submission, tokenHash, programme, form);
  if (!first) return null;
  const taken = await storeFirst(platform)(first).catch((error) => {
    if (isRace(error)) return false;
    throw error;
  });
  return taken ? receiptOfFirst(first.submission) : null;
}

async function submitOnce(
  platform: Platform,
  { personId, realm }: SelfScope,
  app: App,
  input: Input,
  now: Date,
): Promise<StoredReport> {
  // Never changes, so that it is at hand; an unknown one is refused below.
  const version = await formVersion(platform, input.formVersionId).catch(() => null);
  const slot = version ? slotOf(version.policy, input) : '';
  const state = await loadSubmissionState(platform)({
    personId,
    realm,
    app,
    id: input.id,
    form: input.form,
    slot,
  });
  if (!state) throw new Problem(reportsProblems.not_enrolled);
  if (state.sameId) return sentBefore(platform, state, state.sameId, input);
  return submitNew(platform, state, input, { app, slot, at: now });
}

/**
 * The report that is stored under this id, where this is the same one sent again: it is answered as
 * the first time, even where it would be refused by now. Another one is refused.
 */
async function sentBefore(
  platform: Platform,
  { reportingPeriod, programmeVersion }: SubmissionState,
  stored: StoredReport,
  input: Input,
): Promise<StoredReport> {
  const { enrolmentId, programmeId } = reportingPeriod;
  if (stored.enrolmentId !== enrolmentId) throw new Problem(reportsProblems.id_taken);
  const form = await formVersion(platform, stored.formVersionId);
  const { definition } = await programmeAt(platform, programmeId, programmeVersion);
  const decrypted = await withValues(platform, stored);
  if (isSentAgain(input, decrypted, form, definition.zone)) return stored;
  const { version, slot } = stored;
  throw new Problem(reportsProblems.id_reused, { params: { form: form.form, slot, version } });
}

async function submitNew(
  platform: Platform,
  state: SubmissionState,
  input: Input,
  arrived: Pick<Submission, 'app' | 'slot' | 'at'>,
): Promise<StoredReport> {
  const { reportingPeriod, programmeVersion } = state;
  const programme = await programmeAt(platform, reportingPeriod.programmeId, programmeVersion);
  const { zone } = programme.definition;
  const { milestones } = reportingPeriod;
  const today = dayOf(arrived.at, zone);
  const form = openForm(state, programme, input, today);
  programmes(platform).set(form.id, programme);
  const submission = checked(form, { zone, milestones }, input, { ...arrived, today });
  if (Array.isArray(submission)) throw invalid(...submission);
  const newest = state.newest && (await withValues(platform, state.newest));
  const outcome = decide(submission, { ...state, newest }, programme.definition);
  if ('refused' in outcome) {
    throw new Problem(reportsProblems[outcome.refused], { params: { day: submission.day } });
  }
  if ('recorded' in outcome) return outcome.recorded;
  if (form.policy.slots === 'many' && outcome.write.follows === null) {
    const entries = await countEntries(platform.db, reportingPeriod.enrolmentId, form.form);
    if (entries >= mostEntries) throw new Problem(reportsProblems.sent_too_often);
  }
  await storeReport(platform, programme, form, outcome.write);
  return outcome.write.report;
}

/** A stored report with its values as they were sent. */
async function withValues(platform: Platform, stored: StoredReport): Promise<StoredReport> {
  const { enrolmentId, formVersionId, content } = stored;
  const { definition } = await formVersion(platform, formVersionId);
  return { ...stored, content: decryptValues(platform.keys, { definition, enrolmentId }, content) };
}

/** The form that the report is for, if it is offered to the person and the version is in force. */
function openForm(
  { reportingPeriod: { person } }: SubmissionState,
  programme: Programme,
  input: Input,
  today: string,
): FormVersion {
  const { withdrawnOn } = person;
  if (withdrawnOn !== null && withdrawnOn <= today) throw new Problem(reportsProblems.not_enrolled);
  const form = programme.forms.get(input.form);
  if (!form || !offers(programme, form, person))
    throw new Problem(reportsProblems.form_not_offered);
  if (form.id !== input.formVersionId) throw new Problem(reportsProblems.form_outdated);
  return form;
}

/** Checks the values as the form says; gives every mistake at its field. */
function checked(
  form: FormVersion,
  around: { zone: string; milestones: Milestones },
  input: Input,
  { app, slot, at, today }: Pick<Submission, 'app' | 'slot' | 'at' | 'today'>,
): Submission | FieldProblem[] {
  if (!isDay(input.day)) return [{ path: 'day', code: 'not_a_date' }];
  const { definition, policy } = form;
  const result = compile(definition)(input.values, { ...around, today, now: at });
  if (!result.ok) return result.issues;
  const { values } = result;
  return {
    id: input.id,
    formVersionId: form.id,
    form: form.form,
    policy,
    slot,
    day: policy.slots === 'daily' ? input.day : today,
    at,
    today,
    basedOn: input.basedOn,
    values,
    alerts: alertsOf(definition, values).map(({ code }) => code),
    incomplete: isIncomplete(definition, values),
    app,
  };
}

function receiptOf({ id, form, slot, day, version, sentAt, incomplete }: StoredReport): Receipt {
  return { id, form, slot, day, version, sentAt: sentAt.toISOString(), incomplete };
}

function receiptOfFirst({ id, form, slot, day, at, incomplete }: Submission): Receipt {
  return { id, form, slot, day, version: 1, sentAt: at.toISOString(), incomplete };
}
