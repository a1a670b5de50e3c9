import type { Tx } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import { programmesProblems } from '../contract.ts';
import { colourRulesChanged, type Programme } from '../model.ts';
import { publicationWork } from './jobs.ts';
import { enrolledSoFar, insertPublication, lockOldest, restart } from './queries.ts';
import { firstColours, stepsBetween } from './rules.ts';
import { batch, workOnBatch } from './work.ts';

/**
 * Has everybody follow a version that was just published. What is done with one batch is done at once; anything
 * larger leaves the request, so that nobody waits for it.
 */
export async function follow(tx: Tx, was: Programme, now: Programme): Promise<void> {
  const isHandled = tx.platform.isHandled(colourRulesChanged, null);
  const wanted = stepsBetween(was.definition, now.definition).filter(
    (step) => step !== 'colours' || isHandled,
  );
  const enrolled = wanted.length > 0 ? await enrolledSoFar(tx.db, now.id) : { count: 0, last: 0 };
  const isAlone = (await lockOldest(tx.db, now.id)) === undefined;
  await insertPublication(tx.db, {
    ...{ programme_id: now.id, from_version: was.version, to_version: now.version },
    ...{ published_by: tx.actor?.personId ?? null, last_enrolment: enrolled.last, at: tx.now },
    steps: wanted.map((step) => ({
      ...{ step, done: 0, total: enrolled.count },
      finished: enrolled.count === 0,
    })),
  });
  if (enrolled.count === 0) return;
  const atOnce = wanted.includes('colours') ? firstColours : batch;
  if (!isAlone || enrolled.count > atOnce)
    await tx.enqueue(publicationWork, { programmeId: now.id });
  else while (await workOnBatch(tx, now));
}

/** Has a publication that failed tried again. Throws `not_found` where there is none, or where it has not failed. */
export async function tryAgain(tx: Tx, programme: Programme, publicationId: number): Promise<void> {
  if (!(await restart(tx.db, programme.id, publicationId, tx.now))) {
    throw new Problem(programmesProblems.publication_not_failed);
  }
  const details = { programmeId: programme.id, publicationId };
  await tx.audit({
    action: 'programme.publication_resumed',
    placeId: programme.placeId,
    details,
  });
  await tx.enqueue(publicationWork, { programmeId: programme.id });
}
