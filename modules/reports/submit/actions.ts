import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { type Platform, perPlatform } from '../../../platform/platform.ts';
import { invalid, Problem } from '../../../platform/problems.ts';
import type { SelfScope, UnverifiedSession } from '../../../platform/scope.ts';
import {
  formVersion,
  isOfferedAt,
  type Programme,
  placementsOf,
  programmeAt,
} from '../../programmes/public.ts';
import { type reports, reportsProblems } from '../contract.ts';
import { decryptValues } from '../encryption.ts';
import { asFirstReport } from './first-report.ts';
import { preconditionsOf } from './preconditions.ts';
import { countEntries, type StoredState } from './queries.ts';
import {
  type Arrival,
  decide,
  isSentAgain,
  maxEntries,
  type NewVersion,
  type Sent,
  type StoredReport,
  slotOf,
} from './rules.ts';
import { isRace, loadSubmissionState, storeFirst, storeReport } from './submission-store.ts';

type Receipt = ResponseOf<typeof reports.submit>;

const maxTries = 6;

/**
 * Takes a report (SPEC G4.2 to G4.8). Most are taken by the one statement of `submitFirst`. For the
 * others, what is stored is read and decided upon first; the write then happens only if that still
 * holds. Where somebody was faster (another device, a roster) all of it is looked at again. All who
 * come at the same moment share each step; the answer follows the commit. A report sent again is
 * answered as the first time, even where it would be refused by now.
 */
export async function submit(
  platform: Platform,
  session: UnverifiedSession,
  body: BodyOf<typeof reports.submit>,
): Promise<Receipt> {
  // The moment is that of arrival: a report sent at the last moment of a day belongs to that day.
  const at = platform.clock.now();
  const arrival = { sent: { ...body, id: body.id.toLowerCase() }, app: session.app, at };
  return (
    (await submitFirst(platform, session, arrival)) ??
    submitAny(platform, (await session.verify()).self, arrival)
  );
}

/** The programme of each form version in force, as it was when last looked at. */
const programmes = perPlatform(() => new Map<number, Programme>());

/** Takes a plain first report of a day; null for any other, and where anything is in the way. */
async function submitFirst(
  platform: Platform,
  session: UnverifiedSession,
  arrival: Arrival,
): Promise<Receipt | null> {
  const { form: code, formVersionId } = arrival.sent;
  const programme = programmes(platform).get(formVersionId);
  const form = programme?.forms.get(code);
  if (!programme || form?.id !== formVersionId) return null;
  const first = asFirstReport(preconditionsOf(programme, form), arrival, session);
  if (!first) return null;
  const taken = await storeFirst(platform, first).catch((error) => {
    if (isRace(error)) return false;
    throw error;
  });
  return taken ? receiptOf({ ...first.submission, version: 1, sentAt: arrival.at }) : null;
}

/** Takes any report, by what is stored; for those who are signed in. */
export async function submitAny(
  platform: Platform,
  self: SelfScope,
  arrival: Arrival,
): Promise<Receipt> {
  for (let tries = 1; ; tries += 1) {
    try {
      return receiptOf(await submitOnce(platform, self, arrival));
    } catch (error) {
      if (tries === maxTries || !isRace(error)) throw error;
    }
  }
}

async function submitOnce(
  platform: Platform,
  { personId, realm, carer }: SelfScope,
  given: Arrival,
): Promise<StoredReport> {
  const arrival = carer ? { ...given, carerId: carer.personId } : given;
  const { sent, app } = arrival;
  // Never changes, so that it is at hand; an unknown one is refused below.
  const version = await formVersion(platform, sent.formVersionId).catch(() => null);
  const slot = version ? slotOf(version.policy, sent) : '';
  const key = { personId, realm, app, id: sent.id, form: sent.form, slot };
  const state = await loadSubmissionState(platform)(key);
  if (!state) throw new Problem(reportsProblems.not_enrolled);
  const { programmeId } = state.reportingPeriod;
  const programme = await programmeAt(platform, programmeId, state.programmeVersion);
  if (state.sameId) return sentBefore(platform, programme, state, state.sameId, sent);
  return submitNew(platform, programme, state, arrival);
}

/**
 * The report that is stored under this id, where this is the same one sent again: it is answered as
 * the first time, even where it would be refused by now. Another one is refused.
 */
async function sentBefore(
  platform: Platform,
  { definition: { zone } }: Programme,
  { reportingPeriod }: StoredState,
  stored: StoredReport,
  sent: Sent,
): Promise<StoredReport> {
  if (stored.enrolmentId !== reportingPeriod.enrolmentId) {
    throw new Problem(reportsProblems.id_taken);
  }
  const version = await formVersion(platform, stored.formVersionId);
  if (isSentAgain(sent, await withValues(platform, stored), version, zone)) return stored;
  const { form, slot, version: storedVersion } = stored;
  const params = { form, slot, version: storedVersion };
  throw new Problem(reportsProblems.id_reused, { params });
}

async function submitNew(
  platform: Platform,
  programme: Programme,
  state: StoredState,
  arrival: Arrival,
): Promise<StoredReport> {
  const { form, day } = arrival.sent;
  if (!isOfferedAt(programme, await placementsOf(platform, programme.id), form, state.placePath)) {
    throw new Problem(reportsProblems.form_not_offered, { params: { day } });
  }
  const newest = state.newest && (await withValues(platform, state.newest));
  const outcome = decide(programme, { ...state, newest }, arrival);
  if ('mistakes' in outcome) throw invalid(...outcome.mistakes);
  if ('refused' in outcome) {
    throw new Problem(reportsProblems[outcome.refused], { params: outcome.params });
  }
  programmes(platform).set(arrival.sent.formVersionId, programme);
  if ('recorded' in outcome) return outcome.recorded;
  await requireRoom(platform, outcome.write);
  await storeReport(platform, outcome.write);
  return outcome.write.report;
}

async function requireRoom(platform: Platform, version: NewVersion): Promise<void> {
  const { preconditions, report, follows } = version;
  const { slots, perDay } = preconditions.form.policy;
  if (slots !== 'many' || follows !== null) return;
  const { enrolmentId, form, day } = report;
  const entries = await countEntries(platform.db, { enrolmentId, form, ...(perDay && { day }) });
  if (perDay === undefined && entries >= maxEntries) {
    throw new Problem(reportsProblems.sent_too_often);
  }
  if (perDay !== undefined && entries >= perDay) {
    throw new Problem(reportsProblems.sent_often_today, { params: { count: perDay } });
  }
}

/** A stored report with its values as they were sent. */
async function withValues(platform: Platform, stored: StoredReport): Promise<StoredReport> {
  const { enrolmentId, formVersionId, content } = stored;
  const { definition } = await formVersion(platform, formVersionId);
  return { ...stored, content: decryptValues(platform.keys, { definition, enrolmentId }, content) };
}

function receiptOf({
  id,
  form,
  slot,
  day,
  version,
  sentAt,
  incomplete,
}: Omit<Receipt, 'sentAt'> & { sentAt: Date }): Receipt {
  return { id, form, slot, day, version, sentAt: sentAt.toISOString(), incomplete };
}
