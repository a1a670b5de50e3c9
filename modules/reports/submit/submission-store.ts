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
import { attachPhotos, type PhotoField, photosIn } from '../photos/actions.ts';
import { type Asked, insertReports, listKnown } from './queries.ts';
import { type FirstReportTaken, insertFirst } from './queries-first-report.ts';
import type { Sending, SubmissionState, Write } from './rules.ts';
import {
  type FirstReport,
  groupByPreconditions,
  type Preconditions,
} from './rules-first-report.ts';

/** How reports come to be kept: those of one moment together, each told of by the same transaction. */

/** Something that the decision rested on has changed before the write. */
class Overtaken extends Error {}

/** Somebody was faster: worth another look. */
export function isRace(error: unknown): boolean {
  if (error instanceof Overtaken) return true;
  const deadlock = (error as { code?: unknown } | null)?.code === '40P01';
  return deadlock || ['reports_version', 'reports_pkey'].includes(brokenConstraint(error) ?? '');
}

/** Reports with photos, and those that move a reporting period, have a transaction of their own. */
export async function keep(
  platform: Platform,
  programme: Programme,
  form: FormVersion,
  decided: Write,
): Promise<void> {
  const { report } = decided;
  const photos = photosIn(form.definition, report.content);
  const owner = { definition: form.definition, enrolmentId: report.enrolmentId };
  const content = encryptValues(platform.keys, owner, report.content);
  const write = { ...decided, report: { ...report, content } };
  const moves = milestoneForms(programme.definition).has(form.form);
  if (photos.length === 0 && !moves) await writeTogether(platform)(write);
  else {
    await platform.transaction(null, (tx) =>
      keepAlone(tx, moves ? programme : null, photos, write),
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

async function keepAlone(
  tx: Tx,
  moving: Programme | null,
  photos: PhotoField[],
  write: Write,
): Promise<void> {
  if (!(await insertReports(tx.db, [write]))) throw new Overtaken();
  await attachPhotos(tx, write.reportingPeriod, photos);
  if (moving) await followMilestones(tx, moving, write.report.enrolmentId);
  await tx.emit(reportsSubmitted, [submitted(write)]);
}

/** Looks up what is stored about a report that arrives. */
export const loadSubmissionState = perPlatform((platform) =>
  batched<Asked, SubmissionState | null>({
    run: (asked) => listKnown(platform.db, asked),
    maxItems: 256,
    maxInFlight: 2,
  }),
);

const writeTogether = perPlatform((platform) =>
  batched<Write, true>({
    maxItems: 256,
    maxInFlight: 2,
    async run(writes) {
      await keepTogether(platform, writes);
      noteCounts(platform);
      return writes.map(() => true);
    },
  }),
);

/** Writes a plain first report of a day; says no where anything is in the way. */
export const writeFirst = perPlatform((platform) =>
  batched<FirstReport, boolean>({
    maxItems: 256,
    maxInFlight: 2,
    async run(firsts) {
      const taken = new Set<FirstReport>();
      for (const [preconditions, part] of groupByPreconditions(firsts)) {
        for (const { first, ...rest } of await keepFirst(platform, preconditions, part)) {
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
  { sending }: FirstReport,
  { staleSession, sessionSince }: Pick<FirstReportTaken, 'staleSession' | 'sessionSince'>,
): void {
  if (staleSession === null || sessionSince === null) return;
  noteUse(platform)({ id: staleSession, app: sending.app, created_at: sessionSince });
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

async function keepFirst(
  platform: Platform,
  preconditions: Preconditions,
  firsts: FirstReport[],
): Promise<FirstReportTaken[]> {
  const now = platform.clock.now();
  if (!platform.reactsTo(reportsSubmitted))
    return insertFirst(platform.db, preconditions, firsts, now);
  return platform.transaction(null, async (tx) => {
    const taken = await insertFirst(tx.db, preconditions, firsts, now);
    await tx.emit(reportsSubmitted, taken.map(submittedFirst));
    return taken;
  });
}

/** One statement is a transaction by itself; only where others react it must be a longer one. */
async function keepTogether(platform: Platform, writes: Write[]): Promise<void> {
  if (!platform.reactsTo(reportsSubmitted)) {
    if (!(await insertReports(platform.db, writes))) throw new Overtaken();
    return;
  }
  await platform.transaction(null, async (tx) => {
    if (!(await insertReports(tx.db, writes))) throw new Overtaken();
    await tx.emit(reportsSubmitted, writes.map(submitted));
  });
}

function submitted({ sending, report, reportingPeriod }: Write): ReportSubmitted {
  const { enrolmentId, slot, day, version } = report;
  const { programmeId, personId, placeId, group } = reportingPeriod;
  const owner = { programmeId, enrolmentId, personId, placeId, group };
  return { ...owner, ...eventFields(sending), slot, day, version };
}

function submittedFirst({ first, ...taken }: FirstReportTaken): ReportSubmitted {
  const { enrolmentId, personId, placeId, group } = taken;
  const programmeId = first.preconditions.programme.id;
  const owner = { programmeId, enrolmentId, personId, placeId, group };
  return { ...owner, ...eventFields(first.sending), version: 1 };
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
}: Sending) {
  return { id, form, formVersionId, slot, day, values, alerts, incomplete, sentAt: at };
}
