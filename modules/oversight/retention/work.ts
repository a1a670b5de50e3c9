import type { Platform, Tx } from '../../../platform/platform.ts';
import {
  countStep,
  deleteStep,
  type Leaving,
  type RetentionStep,
} from '../../../platform/retention.ts';
import { systemScope } from '../../../platform/scope.ts';
import { countStaying } from '../../people/public.ts';
import { currentProgramme, holdKeptDays } from '../../programmes/public.ts';
import { certificateOf, sealOf } from './certificate.ts';
import type { Preview } from './contract.ts';
import { aboutRun, refusalOf, stop } from './due.ts';
import { stepsOfPeople, stepsOfProgramme } from './offers.ts';
import { nextPeople, peopleOf } from './people.ts';
import {
  endRun,
  insertCertificate,
  listStoppedBefore,
  lockRun,
  nameRun,
  noteCounted,
  noteDeleted,
  noteFailure,
  type RunRow,
  setPreview,
} from './queries.ts';
import { addCounts, extended, failureOf, hashOfPreview, nextAttempt, sha256 } from './rules.ts';

/** People whose data is counted, or deleted in one transaction, at a time. */
const peopleAtOnce = { count: 2000, delete: 500 };

/** Rows of the programme as a whole that go in one transaction. */
const rowsAtOnce = 10_000;

/**
 * Does what a run is there for, from wherever it has come; nothing where it waits for somebody, has ended, or failed and
 * is not to be tried again yet.
 */
export async function workOnRun(platform: Platform, runId: string): Promise<void> {
  const run = await platform.transaction(null, (tx) => lockRun(tx.db, systemScope(), runId));
  const { db, clock } = platform;
  if (!run || (run.nextAttemptAt && run.nextAttemptAt > clock.now())) return;
  try {
    await goOn(platform, run);
  } catch (error) {
    const at = clock.now();
    const again = nextAttempt(run.failedAttempts + 1, at);
    // Where the database is away, the first error says so.
    await noteFailure(db, runId, { failure: failureOf(error), at, again }).catch(() => undefined);
    throw error;
  }
}

async function goOn(platform: Platform, run: RunRow): Promise<void> {
  if (run.state === 'counting') await count(platform, run);
  if (run.state !== 'running') return;
  while (await deleteSome(platform, run.id)) {
    // Files that were given back go after the commit; a kill in between leaves them to the hourly sweep.
    await platform.files.sweep(platform.db);
  }
  await platform.files.sweep(platform.db);
}

async function count(platform: Platform, run: RunRow): Promise<void> {
  const { db, clock } = platform;
  const { id: programmeId, realm } = await currentProgramme(platform, run.programmeId);
  const found = new Map<string, Preview['steps'][number]>();
  const preview: Preview = { people: 0, leaving: 0, staff: 0, elsewhere: 0, steps: [] };
  for await (const leaving of peopleOf(db, { programmeId, realm }, peopleAtOnce.count)) {
    for (const step of stepsOfPeople) await addStep(platform, found, step, leaving);
    const { staff, elsewhere } = await countStaying(db, leaving);
    preview.people += leaving.personIds.length;
    preview.staff += staff;
    preview.elsewhere += elsewhere;
    await noteCounted(db, run.id, preview.people, clock.now());
  }
  const nobody = { programmeId, realm, enrolmentIds: [], personIds: [] };
  for (const step of stepsOfProgramme) await addStep(platform, found, step, nobody);
  preview.leaving = found.get('persons')?.rows ?? 0;
  preview.steps = [...found.values()];
  const hash = hashOfPreview(preview);
  await setPreview(db, run.id, { preview, hash, at: clock.now() });
}

async function addStep(
  { db }: Platform,
  found: Map<string, Preview['steps'][number]>,
  step: RetentionStep,
  leaving: Leaving,
): Promise<void> {
  const { rows, oldest, newest, files, bytes } = await countStep(db, step, leaving);
  if (rows === 0 && files === 0) return;
  const { table } = step;
  const so = found.get(table) ?? { table, rows: 0, oldest: null, newest: null, files: 0, bytes: 0 };
  const days = [so.oldest, so.newest, oldest, newest].filter((day) => day !== null).sort();
  found.set(table, {
    ...{ table, rows: so.rows + rows, files: so.files + files, bytes: so.bytes + bytes },
    ...{ oldest: days[0] ?? null, newest: days.at(-1) ?? null },
  });
}

/**
 * Deletes all that the next people have, in one transaction in which the run is counted, so that whoever goes on after a
 * kill takes up the next ones; then what the programme as a whole has; then the certificate is written. Says whether
 * there is more to do.
 */
function deleteSome(platform: Platform, runId: string): Promise<boolean> {
  return platform.transaction(null, async (tx) => {
    const run = await lockRun(tx.db, systemScope(), runId);
    if (run?.state !== 'running') return false;
    const problem = await refusalOf(tx, run, await holdKeptDays(tx.db, run.programmeId));
    if (problem) {
      await stop(tx, run, problem);
      return false;
    }
    await nameRun(tx.db, runId);
    const { id: programmeId, realm } = await currentProgramme(platform, run.programmeId);
    const leaving = await nextPeople(tx.db, { programmeId, realm }, peopleAtOnce.delete);
    if (leaving) {
      await deleteSteps(tx, run, stepsOfPeople, leaving);
      return true;
    }
    const nobody = { programmeId, realm, enrolmentIds: [], personIds: [] };
    if (await deleteSteps(tx, run, stepsOfProgramme, nobody, rowsAtOnce)) return true;
    await finish(tx, run);
    return false;
  });
}

/** Says whether anything went. */
async function deleteSteps(
  tx: Tx,
  run: RunRow,
  steps: readonly RetentionStep[],
  leaving: Leaving,
  most?: number,
): Promise<boolean> {
  const { files } = tx.platform;
  let { deleted, digest } = run;
  let some = false;
  for (const step of steps) {
    const gone = await deleteStep({ db: tx.db, files }, step, leaving, most);
    if (gone.rows === 0) continue;
    some = true;
    deleted = addCounts(deleted, { [step.table]: gone.rows, files: gone.files });
    digest = extended(digest, step.table, gone.rows, gone.digest);
  }
  const people = run.peopleDone + leaving.personIds.length;
  await noteDeleted(tx.db, run.id, { people, deleted, digest, at: tx.now });
  return some;
}

async function finish(tx: Tx, run: RunRow): Promise<void> {
  const { keys } = tx.platform;
  const programme = await currentProgramme(tx.platform, run.programmeId);
  const earlier = await listStoppedBefore(tx.db, run);
  const content = certificateOf(run, { programme, earlier, endedAt: tx.now });
  const hash = sha256(content);
  const { id: runId, programmeId } = run;
  const seal = sealOf(keys, hash);
  await insertCertificate(tx.db, { runId, programmeId, content, hash, seal, madeAt: tx.now });
  await endRun(tx.db, runId, { state: 'done', at: tx.now });
  const { placeId, details } = aboutRun(run);
  await tx.audit({
    action: 'retention.completed',
    placeId,
    details: { ...details, people: run.peopleDone },
  });
}
