import { batched } from '../../../platform/batch.ts';
import { type Platform, perPlatform, type Tx } from '../../../platform/platform.ts';
import { brokenConstraint } from '../../../platform/problems.ts';
import { noteUse } from '../../people/public.ts';
import type { Programme } from '../../programmes/public.ts';
import { sumUp } from '../counts/jobs.ts';
import { encryptValues } from '../encryption.ts';
import { type ReportSubmitted, reportsSubmitted } from '../events.ts';
import { followMilestones } from '../periods/actions.ts';
import { milestoneForms } from '../periods/rules.ts';
import { attachPhotos } from '../photos/actions.ts';
import { type PhotoField, photosIn } from '../photos/rules.ts';
import { type FirstReport, groupByPreconditions } from './first-report.ts';
import type { Preconditions } from './preconditions.ts';
import {
  insertReports,
  listSubmissionStates,
  type StoredState,
  type SubmissionKey,
} from './queries.ts';
import { type FirstReportTaken, insertFirstReports } from './queries-first-report.ts';
import type { NewVersion, Submission } from './rules.ts';

/**
 * How reports are stored: those of one moment together. Where no other module's handler is concerned
 * by them, one statement is the whole transaction; else it is a hot transaction with the statements
 * of the handlers.
 */

/** Something that the decision rested on has changed before the write. */
class StateChanged extends Error {}

/** What breaks when two write the same report, or the next version of the same one. */
const constraintsOfRaces = ['reports_version', 'reports_pkey', 'alerts_report'];

/** Somebody was faster: worth another look. */
export function isRace(error: unknown): boolean {
  if (error instanceof StateChanged) return true;
  const deadlock = (error as { code?: unknown } | null)?.code === '40P01';
  return deadlock || constraintsOfRaces.includes(brokenConstraint(error) ?? '');
}

const limits = { maxItems: 256, maxInFlight: 2 };

/** Between its statements a batch with handlers waits, so that less is worth setting out beside it. */
const limitsWithHandlers = { ...limits, worthBeside: 24 };

/** Looks up what is stored about a report that arrives. */
export const loadSubmissionState = perPlatform((platform) =>
  batched<SubmissionKey, StoredState | null>({
    run: (keys) => listSubmissionStates(platform.db, keys),
    ...limits,
  }),
);

/** Writes a plain first report of a day; says no where anything is in the way. */
export function storeFirst(platform: Platform, first: FirstReport): Promise<boolean> {
  const isHandled = platform.isHandled(reportsSubmitted, first.preconditions);
  return (isHandled ? storeFirstWithHandlers : storeFirstAlone)(platform)(first);
}

const storeFirstAlone = perPlatform((platform) =>
  batched<FirstReport, boolean>({
    run: (firsts) =>
      storeFirsts(platform, firsts, (preconditions, part, now) =>
        insertFirstReports(platform.db, preconditions, part, now),
      ),
    ...limits,
  }),
);

const storeFirstWithHandlers = perPlatform((platform) =>
  batched<FirstReport, boolean>({
    run: (firsts) =>
      storeFirsts(platform, firsts, (preconditions, part, now) =>
        platform.hotTransaction(async (tx) => {
          const taken = await insertFirstReports(tx.db, preconditions, part, now);
          const items = taken.map(({ first, ...owner }) =>
            eventOf(preconditions, first.submission, owner, 1),
          );
          await tx.emit(reportsSubmitted, items, preconditions);
          return taken;
        }),
      ),
    ...limitsWithHandlers,
  }),
);

type Insert = (
  preconditions: Preconditions,
  firsts: FirstReport[],
  now: Date,
) => Promise<FirstReportTaken[]>;

async function storeFirsts(
  platform: Platform,
  firsts: FirstReport[],
  insert: Insert,
): Promise<boolean[]> {
  const taken = new Set<FirstReport>();
  for (const [preconditions, part] of groupByPreconditions(firsts)) {
    for (const row of await insert(preconditions, part, platform.clock.now())) {
      taken.add(row.first);
      noteSession(platform, row);
    }
    noteCounts(platform);
  }
  return firsts.map((first) => taken.has(first));
}

function noteSession(
  platform: Platform,
  { first, staleSession, sessionSince }: FirstReportTaken,
): void {
  if (staleSession === null || sessionSince === null) return;
  const { app } = first.submission;
  noteUse(platform)({ id: staleSession, app, created_at: sessionSince });
}

/** Reports with photos, and those that move a reporting period, have a transaction of their own. */
export async function storeReport(platform: Platform, decided: NewVersion): Promise<void> {
  const { preconditions, report } = decided;
  const { programme, form } = preconditions;
  const photos = photosIn(form.definition, report.content);
  const owner = { definition: form.definition, enrolmentId: report.enrolmentId };
  const content = encryptValues(platform.keys, owner, report.content);
  const version = { ...decided, report: { ...report, content } };
  const moves = milestoneForms(programme.definition).has(form.form);
  if (photos.length > 0 || moves) {
    await platform.transaction(null, (tx) =>
      storeAlone(tx, moves ? programme : null, photos, version),
    );
  } else if (platform.isHandled(reportsSubmitted, preconditions)) {
    await storeWithHandlers(platform)(version);
  } else await storeTogether(platform)(version);
}

async function storeAlone(
  tx: Tx,
  moving: Programme | null,
  photos: PhotoField[],
  version: NewVersion,
): Promise<void> {
  await insertOrThrow(tx.db, [version]);
  await attachPhotos(tx, version.reportingPeriod, photos);
  if (moving) await followMilestones(tx, moving, version.report.enrolmentId);
  await tx.emit(reportsSubmitted, [submitted(version)], version.preconditions);
}

async function insertOrThrow(db: Platform['db'], versions: NewVersion[]): Promise<void> {
  if (!(await insertReports(db, versions))) throw new StateChanged();
}

const storeTogether = perPlatform((platform) =>
  batched<NewVersion, true>({
    async run(versions) {
      await insertOrThrow(platform.db, versions);
      noteCounts(platform);
      return versions.map(() => true);
    },
    ...limits,
  }),
);

const storeWithHandlers = perPlatform((platform) =>
  batched<NewVersion, true>({
    async run(versions) {
      await platform.hotTransaction(async (tx) => {
        await insertOrThrow(tx.db, versions);
        const parts = Map.groupBy(versions, ({ preconditions }) => preconditions);
        for (const [preconditions, part] of parts) {
          await tx.emit(reportsSubmitted, part.map(submitted), preconditions);
        }
      });
      noteCounts(platform);
      return versions.map(() => true);
    },
    ...limitsWithHandlers,
  }),
);

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

function submitted({ preconditions, submission, report, reportingPeriod }: NewVersion) {
  return eventOf(preconditions, submission, reportingPeriod, report.version);
}

type Owner = Pick<ReportSubmitted, 'enrolmentId' | 'personId' | 'placeId' | 'group'>;

function eventOf(
  { programme }: Preconditions,
  { id, form, formVersionId, slot, day, values, alerts, incomplete, app, at, carerId }: Submission,
  { enrolmentId, personId, placeId, group }: Owner,
  version: number,
): ReportSubmitted {
  return {
    id,
    programmeId: programme.id,
    programmeVersion: programme.version,
    enrolmentId,
    personId,
    placeId,
    group,
    form,
    formVersionId,
    slot,
    day,
    version,
    values,
    alerts,
    incomplete,
    app,
    sentBy: carerId ?? personId,
    sentAt: at,
  };
}
