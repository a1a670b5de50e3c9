import { randomUUID } from 'node:crypto';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, mapConstraintErrors, Problem } from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { namesOf } from '../../people/public.ts';
import { coversEverything } from '../../places/public.ts';
import {
  currentProgramme,
  holdKeptDays,
  listKeptDays,
  listProgrammesInScope,
  ownProgramme,
  programmeAt,
  setKeptDays,
} from '../../programmes/public.ts';
import type { oversight } from '../contract.ts';
import { type Certificate, certificateFileName, certificatePdf, isWhole } from './certificate.ts';
import { retentionProblems } from './contract.ts';
import { aboutRun, endOf, stop } from './due.ts';
import { retentionJob } from './jobs.ts';
import {
  type CertificateRow,
  endRun,
  findTrailDays,
  hasOpenRun,
  insertRun,
  listCertificates,
  listLastRuns,
  lockRun,
  type RunRow,
  updateTrailDays,
} from './queries.ts';
import { daysLeft, dueOn } from './rules.ts';

/** The programmes that lie wholly within one's places. */
export async function keptProgrammes(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
): Promise<ResponseOf<typeof oversight.retention>> {
  const { db, clock } = platform;
  const known = await listProgrammesInScope(db, scope);
  const own = known.filter(({ path }) => scope.paths.some((each) => path.startsWith(each)));
  const ids = own.map(({ id }) => id);
  const days = await listKeptDays(db, ids);
  const runs = new Map((await listLastRuns(db, scope, ids)).map((run) => [run.programmeId, run]));
  const programmes = await Promise.all(
    own.map(async ({ id, version }) => {
      const { definition } = await programmeAt(platform, id, version);
      const { name, endsOn, zone } = definition;
      const keptDays = days.get(id) as number;
      const due = dueOn(endsOn, keptDays);
      const run = runs.get(id);
      return {
        ...{ programmeId: id, name, endsOn, keptDays, dueOn: due },
        daysLeft: daysLeft(due, clock.now(), zone),
        run: run ? serialize(run, actor) : null,
      };
    }),
  );
  return {
    programmes: programmes.sort((one, other) => one.daysLeft - other.daysLeft),
    trail: {
      keptDays: await findTrailDays(db),
      mayChange: await coversEverything(db, scope),
    },
  };
}

const serialize = (
  { failedAttempts: attempts, failingSince, failure, nextAttemptAt, ...run }: RunRow,
  { personId }: Actor,
) => ({
  ...run,
  failing:
    failingSince && failure && nextAttemptAt
      ? {
          ...{ attempts, what: failure },
          since: failingSince.toISOString(),
          nextAt: nextAttemptAt.toISOString(),
        }
      : null,
  isOwn: run.proposedById === personId,
  proposedAt: run.proposedAt.toISOString(),
  confirmedAt: run.confirmedAt?.toISOString() ?? null,
  finishedAt: run.finishedAt?.toISOString() ?? null,
});

/** Throws `retention_changed` where somebody else was faster, and `retention_run_open`. */
export async function changeKeptDays(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { id, keptDays, before }: BodyOf<typeof oversight.setKeptDays> & { id: number },
): Promise<void> {
  const { placeId } = await ownProgramme(platform, scope, id);
  await platform.transaction(actor, async (tx) => {
    if ((await holdKeptDays(tx.db, id)) !== before) {
      throw new Problem(retentionProblems.retention_changed);
    }
    if (keptDays === before) return;
    if (await hasOpenRun(tx.db, id)) throw new Problem(retentionProblems.retention_run_open);
    await setKeptDays(tx.db, id, keptDays);
    const details = { programmeId: id, from: before, to: keptDays };
    await tx.audit({ action: 'retention.changed', placeId, details });
  });
}

/** Throws `trail_of_installation`, and `retention_changed` where somebody else was faster. */
export function changeTrailDays(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { keptDays, before }: BodyOf<typeof oversight.setTrailDays>,
): Promise<void> {
  return platform.transaction(actor, async (tx) => {
    if (!(await coversEverything(tx.db, scope))) {
      throw new Problem(retentionProblems.trail_of_installation);
    }
    if (!(await updateTrailDays(tx.db, keptDays, before))) {
      throw new Problem(retentionProblems.retention_changed);
    }
    if (keptDays === before) return;
    const details = { from: before, to: keptDays };
    await tx.audit({ action: 'retention.trail_changed', details });
  });
}

/** Has it counted what would go. Possible at any time, so that a shorter keeping time can be tried out. */
export async function startRun(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  programmeId: number,
): Promise<{ runId: string }> {
  const { placeId } = await ownProgramme(platform, scope, programmeId);
  const runId = randomUUID();
  const open = () => new Problem(retentionProblems.retention_run_open);
  await mapConstraintErrors({ retention_runs_one: open }, () =>
    platform.transaction(actor, async (tx) => {
      const keptDays = await holdKeptDays(tx.db, programmeId);
      const { endsOn } = await endOf(tx, programmeId);
      const { personId: by } = actor;
      await insertRun(tx.db, { id: runId, programmeId, endsOn, keptDays, by, at: tx.now });
      const details = { programmeId, endsOn, keptDays };
      await tx.audit({ action: 'retention.proposed', placeId, details });
      await tx.enqueue(retentionJob, { runId });
    }),
  );
  return { runId };
}

/**
 * Drops a run that nobody has confirmed, or stops one that deletes: this waits for the batch that it is at. Throws
 * `retention_settled` for what has ended.
 */
export function withdrawRun(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  runId: string,
): Promise<void> {
  return platform.transaction(actor, async (tx) => {
    const run = getOrNotFound(await lockRun(tx.db, scope, runId));
    if (run.finishedAt) throw new Problem(retentionProblems.retention_settled);
    if (run.state === 'running') return stop(tx, run, 'by_hand');
    await endRun(tx.db, runId, { state: 'withdrawn', at: tx.now });
    await tx.audit({ action: 'retention.withdrawn', ...aboutRun(run) });
  });
}

export async function certificates(
  { db }: Platform,
  scope: PlaceScope,
  { after, limit = 50 }: { after?: string; limit?: number },
): Promise<ResponseOf<typeof oversight.certificates>> {
  const [before] = keyAfter(after, 'number') ?? [];
  const rows = await listCertificates(db, scope, {
    limit: limit + 1,
    ...(before !== undefined && { before }),
  });
  return pageOf(rows, limit, summary, ({ number }) => [number]);
}

function summary({ runId, number, content, hash, madeAt }: CertificateRow) {
  const { programme, people, deleted } = JSON.parse(content) as Certificate;
  const { files: _, ...tables } = deleted;
  const rows = Object.values(tables).reduce((sum, each) => sum + each, 0);
  return {
    ...{ runId, number, programme: programme.name, madeAt: madeAt.toISOString() },
    ...{ people, rows, hash },
  };
}

async function getCertificate(platform: Platform, actor: Actor, scope: PlaceScope, runId: string) {
  const row = getOrNotFound((await listCertificates(platform.db, scope, { runId, limit: 1 }))[0]);
  const { placeId, programmeId } = row;
  await platform.transaction(actor, (tx) =>
    tx.audit({
      action: 'retention.certificate_exported',
      placeId,
      details: { programmeId, runId },
    }),
  );
  return row;
}

export async function certificate(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  runId: string,
): Promise<ResponseOf<typeof oversight.certificate>> {
  const row = await getCertificate(platform, actor, scope, runId);
  const { number, content, hash, seal } = row;
  return {
    number,
    content,
    hash,
    seal: seal.toString('hex'),
    isWhole: isWhole(platform.keys, row),
  };
}

export async function printCertificate(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  { runId, lang }: { runId: string; lang: 'zh' | 'en' },
): Promise<{ name: string; file: Buffer }> {
  const row = await getCertificate(platform, actor, scope, runId);
  const { proposed, confirmed } = JSON.parse(row.content) as Certificate;
  const file = await certificatePdf(row, {
    programme: await currentProgramme(platform, row.programmeId),
    names: await namesOf(platform.db, [proposed.by, confirmed.by]),
    ...{ lang, now: platform.clock.now(), whole: isWhole(platform.keys, row) },
  });
  return { name: certificateFileName(row.number, lang), file };
}
