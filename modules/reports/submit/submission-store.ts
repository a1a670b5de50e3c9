import { typeOf } from '../../../forms/fields/registry.ts';
import { batched } from '../../../platform/batch.ts';
import { type Platform, perPlatform, type Tx } from '../../../platform/platform.ts';
import { brokenConstraint } from '../../../platform/problems.ts';
import { noteUse } from '../../people/public.ts';
import type { FormVersion, Programme } from '../../programmes/public.ts';
import { sumUp } from '../counts/jobs.ts';
import { encryptValues } from '../encryption.ts';
import { type ReportSubmitted, reportsSubmitted } from '../events.ts';
import { followMilestones, milestoneForms } from '../periods/actions.ts';
import { attachPhotos } from '../photos/actions.ts';
import { type PhotoField, photosIn } from '../photos/rules.ts';
import { insertReports, listSubmissionStates, type SubmissionKey } from './queries.ts';
import { type FirstReportTaken, insertFirstReports } from './queries-first-report.ts';
import type { NewVersion, Submission, SubmissionState } from './rules.ts';
import {
  type FirstReport,
  groupByPreconditions,
  type Preconditions,
} from './rules-first-report.ts';

/** How reports come to be kept: those of one moment together, each told of by the same transaction. */

/** Something that the decision rested on has changed before the write. */
class StateChanged extends Error {}

/** Somebody was faster: worth another look. */
export function isRace(error: unknown): boolean {
  if (error instanceof StateChanged) return true;
  const deadlock = (error as { code?: unknown } | null)?.code === '40P01';
  return deadlock || ['reports_version', 'reports_pkey'].includes(brokenConstraint(error) ?? '');
}

/** Reports with photos, and those that move a reporting period, have a transaction of their own. */
export async function storeReport(
  platform: Platform,
  programme: Programme,
  form: FormVersion,
  decided: NewVersion,
): Promise<void> {
  const { report } = decided;
  const photos = photosIn(form.definition, report.content);
  const owner = { definition: form.definition, enrolmentId: report.enrolmentId };
  const content = encryptValues(platform.keys, owner, report.content);
  const write = { ...decided, report: { ...report, content } };
  const moves = milestoneForms(programme.definition).has(form.form);
  if (photos.length === 0 && !moves) await storeTogether(platform)(write);
  else {
    await platform.transaction(null, (tx) =>
      storeAlone(tx, moves ? programme : null, photos, write),
    );
  }
}

/** Nothing to attach or encrypt, no reporting period to move, nothing to check against a milestone. */
export function isPlain(
  { definition }: Programme,
  { form, definition: { fields, checks } }: FormVersion,
) {
  if (checks?.length || milestoneForms(definition).has(form)) return false;
  return fields.every((field) => typeOf(field).plain);
}

async function storeAlone(
  tx: Tx,
  moving: Programme | null,
  photos: PhotoField[],
  write: NewVersion,
): Promise<void> {
  if (!(await insertReports(tx.db, [write]))) throw new StateChanged();
  await attachPhotos(tx, write.reportingPeriod, photos);
  if (moving) await followMilestones(tx, moving, write.report.enrolmentId);
  await tx.emit(reportsSubmitted, [submitted(write)]);
}

/** Looks up what is stored about a report that arrives. */
export const loadSubmissionState = perPlatform((platform) =>
  batched<SubmissionKey, SubmissionState | null>({
    run: (asked) => listSubmissionStates(platform.db, asked),
    maxItems: 256,
    maxInFlight: 2,
  }),
);

const storeTogether = perPlatform((platform) =>
  batched<NewVersion, true>({
    maxItems: 256,
    maxInFlight: 2,
    async run(writes) {
      await storeBatch(platform, writes);
      noteCounts(platform);
      return writes.map(() => true);
    },
  }),
);

/** Writes a plain first report of a day; says no where anything is in the way. */
export const storeFirst = perPlatform((platform) =>
  batched<FirstReport, boolean>({
    maxItems: 256,
    maxInFlight: 2,
    async run(firsts) {
      const taken = new Set<FirstReport>();
      for (const [preconditions, part] of groupByPreconditions(firsts)) {
        for (const { first, ...rest } of await storeFirsts(platform, preconditions, part)) {
          taken.add(first);
          noteSession(platform, first, rest);
        }
        noteCounts(platform);
      }
      return firsts.map((first) => taken.has(first));
    },
  }),
);

function noteSession(
  platform: Platform,
  { submission }: FirstReport,
  { staleSession, sessionSince }: Pick<FirstReportTaken, 'staleSession' | 'sessionSince'>,
): void {
  if (staleSession === null || sessionSince === null) return;
  noteUse(platform)({ id: staleSession, app: submission.app, created_at: sessionSince });
}

/** After so many batches their counts are summed up. */
const batchesToSumUp = 1000;

const batchesSince = perPlatform(() => ({ count: 0 }));

/** Nobody waits for the sum: what is shown does not depend on it. */
function noteCounts(platform: Platform): void {
  const batches = batchesSince(platform);
  batches.count += 1;
  if (batches.count < batchesToSumUp) return;
  batches.count = 0;
  platform.jobs.send(sumUp, {}).catch(() => {
    // It comes by itself in a few minutes.
  });
}

async function storeFirsts(
  platform: Platform,
  preconditions: Preconditions,
  firsts: FirstReport[],
): Promise<FirstReportTaken[]> {
  const now = platform.clock.now();
  if (!platform.reactsTo(reportsSubmitted))
    return insertFirstReports(platform.db, preconditions, firsts, now);
  return platform.transaction(null, async (tx) => {
    const taken = await insertFirstReports(tx.db, preconditions, firsts, now);
    await tx.emit(reportsSubmitted, taken.map(firstSubmitted));
    return taken;
  });
}

/** One statement is a transaction by itself; only where others react it must be a longer one. */
async function storeBatch(platform: Platform, writes: NewVersion[]): Promise<void> {
  if (!platform.reactsTo(reportsSubmitted)) {
    if (!(await insertReports(platform.db, writes))) throw new StateChanged();
    return;
  }
  await platform.transaction(null, async (tx) => {
    if (!(await insertReports(tx.db, writes))) throw new StateChanged();
    await tx.emit(reportsSubmitted, writes.map(submitted));
  });
}

function submitted({ submission, report, reportingPeriod }: NewVersion): ReportSubmitted {
  const { enrolmentId, slot, day, version } = report;
  const { programmeId, personId, placeId, group } = reportingPeriod;
  const owner = { programmeId, enrolmentId, personId, placeId, group };
  return { ...owner, ...eventFields(submission), slot, day, version };
}

function firstSubmitted({ first, ...taken }: FirstReportTaken): ReportSubmitted {
  const { enrolmentId, personId, placeId, group } = taken;
  const programmeId = first.preconditions.programme.id;
  const owner = { programmeId, enrolmentId, personId, placeId, group };
  return { ...owner, ...eventFields(first.submission), version: 1 };
}

function eventFields({
  id,
  form,
  formVersionId,
  slot,
  day,
  values,
  alerts,
  incomplete,
  at,
}: Submission) {
  return { id, form, formVersionId, slot, day, values, alerts, incomplete, sentAt: at };
}
