import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import type { Preview, RunState } from './contract.ts';

export type StopReason = 'by_hand' | 'retention_outdated' | 'retention_not_due';

export type RunRow = {
  id: string;
  programmeId: number;
  placeId: number;
  state: RunState;
  endsOn: string;
  keptDays: number;
  preview: Preview | null;
  previewHash: string | null;
  proposedById: string;
  proposedBy: string;
  proposedAt: Date;
  confirmedById: string | null;
  confirmedBy: string | null;
  confirmedAt: Date | null;
  peopleDone: number;
  deleted: Record<string, number>;
  digest: string;
  problem: StopReason | null;
  finishedAt: Date | null;
  failedAttempts: number;
  failingSince: Date | null;
  failure: string | null;
  nextAttemptAt: Date | null;
};

const columns = sql`r.id, r.programme_id as "programmeId", g.place_id as "placeId", r.state,
  r.ends_on as "endsOn", r.kept_days as "keptDays", r.preview, r.preview_hash as "previewHash",
  r.proposed_by as "proposedById", a.name as "proposedBy", r.proposed_at as "proposedAt",
  r.confirmed_by as "confirmedById", b.name as "confirmedBy", r.confirmed_at as "confirmedAt",
  r.people_done as "peopleDone", r.deleted, r.digest, r.problem, r.finished_at as "finishedAt",
  r.failed_attempts as "failedAttempts", r.failing_since as "failingSince", r.failure,
  r.next_attempt_at as "nextAttemptAt"`;

/** What a run is set to that goes well again. */
const goesWell = sql`failed_attempts = 0, failing_since = null, failure = null, next_attempt_at = null`;

const runs = sql`retention_runs r join programmes g on g.id = r.programme_id
  join places pl on pl.id = g.place_id
  join persons a on a.id = r.proposed_by left join persons b on b.id = r.confirmed_by`;

/** The newest run of each of these programmes that was not dropped. */
export async function listLastRuns(
  db: Db,
  scope: PlaceScope,
  programmeIds: number[],
): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    select distinct on (r.programme_id) ${columns} from ${runs}
    where r.programme_id = any(${programmeIds}::bigint[]) and r.state <> 'withdrawn'
      and ${inSubtree('pl.path', scope)}
    order by r.programme_id, r.number desc`.execute(db);
  return rows;
}

/** A run; nobody else decides about it or works on it until the transaction ends. */
export async function lockRun(db: Db, scope: PlaceScope, id: string): Promise<RunRow | undefined> {
  const { rows } = await sql<RunRow>`
    select ${columns} from ${runs} where r.id = ${id}::uuid and ${inSubtree('pl.path', scope)}
    for update of r`.execute(db);
  return rows[0];
}

/** Runs within the scope that wait to be confirmed. */
export async function listProposed(db: Db, scope: PlaceScope): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    select ${columns} from ${runs}
    where r.state = 'proposed' and ${inSubtree('pl.path', scope)}`.execute(db);
  return rows;
}

export async function hasOpenRun(db: Db, programmeId: number): Promise<boolean> {
  const { rows } = await sql`
    select from retention_runs where programme_id = ${programmeId}
      and state in ('counting', 'proposed', 'running')`.execute(db);
  return rows.length > 0;
}

export async function insertRun(
  db: Db,
  run: { id: string; programmeId: number; endsOn: string; keptDays: number; by: string; at: Date },
): Promise<void> {
  await sql`
    insert into retention_runs (id, programme_id, ends_on, kept_days, state, proposed_by, proposed_at, worked_at)
    values (${run.id}::uuid, ${run.programmeId}, ${run.endsOn}::date, ${run.keptDays}, 'counting',
      ${run.by}::uuid, ${run.at}, ${run.at})`.execute(db);
}

/** Notes how far the count has come. */
export async function noteCounted(db: Db, id: string, people: number, at: Date): Promise<void> {
  await sql`update retention_runs set people_done = ${people}, worked_at = ${at}, ${goesWell}
    where id = ${id}::uuid and state = 'counting'`.execute(db);
}

export async function setPreview(
  db: Db,
  id: string,
  { preview, hash, at }: { preview: Preview; hash: string; at: Date },
): Promise<void> {
  await sql`
    update retention_runs set state = 'proposed', preview = ${JSON.stringify(preview)}::json,
      preview_hash = ${hash}, people_done = 0, worked_at = ${at}, ${goesWell}
    where id = ${id}::uuid and state = 'counting'`.execute(db);
}

export async function setConfirmed(
  db: Db,
  id: string,
  { by, at }: { by: string; at: Date },
): Promise<void> {
  await sql`
    update retention_runs set state = 'running', confirmed_by = ${by}::uuid, confirmed_at = ${at},
      worked_at = ${at} where id = ${id}::uuid`.execute(db);
}

export async function endRun(
  db: Db,
  id: string,
  { state, at, problem = null }: { state: RunState; at: Date; problem?: StopReason | null },
): Promise<void> {
  await sql`
    update retention_runs set state = ${state}, finished_at = ${at}, problem = ${problem}
    where id = ${id}::uuid`.execute(db);
}

/** Lets this transaction delete what the triggers of append-only tables otherwise keep, as far as they let this run. */
export async function nameRun(db: Db, id: string): Promise<void> {
  await sql`select set_config('anxing.retention_run', ${id}, true)`.execute(db);
}

export async function noteDeleted(
  db: Db,
  id: string,
  {
    people,
    deleted,
    digest,
    at,
  }: { people: number; deleted: Record<string, number>; digest: string; at: Date },
): Promise<void> {
  await sql`
    update retention_runs set people_done = ${people}, deleted = ${JSON.stringify(deleted)}::jsonb,
      digest = ${digest}, worked_at = ${at}, ${goesWell} where id = ${id}::uuid`.execute(db);
}

/** Notes that a run failed, and when it is tried again; nothing where it has ended meanwhile. */
export async function noteFailure(
  db: Db,
  id: string,
  { failure, at, again }: { failure: string; at: Date; again: Date },
): Promise<void> {
  await sql`
    update retention_runs set failed_attempts = failed_attempts + 1,
      failing_since = coalesce(failing_since, ${at}), failure = ${failure}, next_attempt_at = ${again}
    where id = ${id}::uuid and finished_at is null and state in ('counting', 'running')`.execute(
    db,
  );
}

/** Runs on which nobody has worked since then, but for those that failed and are tried again later. */
export async function listAbandoned(
  db: Db,
  { before, now }: { before: Date; now: Date },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from retention_runs
    where state in ('counting', 'running') and worked_at < ${before}
      and (next_attempt_at is null or next_attempt_at <= ${now})`.execute(db);
  return rows.map(({ id }) => id);
}

/** How many runs within the scope fail. */
export async function countFailing(db: Db, scope: PlaceScope): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${runs}
    where r.state in ('counting', 'running') and r.failed_attempts > 0
      and ${inSubtree('pl.path', scope)}`.execute(db);
  return rows[0]?.count as number;
}

/** Runs of a programme that were stopped before this one, after something was deleted. */
export async function listStoppedBefore(db: Db, { id, programmeId }: RunRow): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    select ${columns} from ${runs}
    where r.programme_id = ${programmeId} and r.state = 'stopped' and r.people_done > 0
      and r.number < (select number from retention_runs where id = ${id}::uuid)
    order by r.number`.execute(db);
  return rows;
}

export type CertificateRow = {
  runId: string;
  number: number;
  programmeId: number;
  placeId: number;
  content: string;
  hash: string;
  seal: Buffer;
  madeAt: Date;
};

export async function insertCertificate(
  db: Db,
  row: Omit<CertificateRow, 'number' | 'placeId'>,
): Promise<void> {
  await sql`
    insert into retention_certificates (run_id, programme_id, content, hash, seal, made_at)
    values (${row.runId}::uuid, ${row.programmeId}, ${row.content}, ${row.hash}, ${row.seal}, ${row.madeAt})`.execute(
    db,
  );
}

/** Certificates of programmes within the scope, newest first; of one run where that is told. */
export async function listCertificates(
  db: Db,
  scope: PlaceScope,
  { runId = null, before, limit }: { runId?: string | null; before?: number; limit: number },
): Promise<CertificateRow[]> {
  const { rows } = await sql<CertificateRow>`
    select c.run_id as "runId", c.number, c.programme_id as "programmeId", g.place_id as "placeId",
      c.content, c.hash, c.seal, c.made_at as "madeAt"
    from retention_certificates c join programmes g on g.id = c.programme_id
    join places pl on pl.id = g.place_id
    where ${inSubtree('pl.path', scope)} and (${runId}::uuid is null or c.run_id = ${runId}::uuid)
      and c.number < ${before ?? Number.MAX_SAFE_INTEGER}
    order by c.number desc limit ${limit}`.execute(db);
  return rows;
}

export async function findTrailDays(db: Db): Promise<number> {
  const { rows } = await sql<{ days: number }>`
    select kept_days as days from audit_retention`.execute(db);
  return rows[0]?.days as number;
}

/** Answers whether it was `before` until now. */
export async function updateTrailDays(db: Db, days: number, before: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update audit_retention set kept_days = ${days} where kept_days = ${before}`.execute(db);
  return numAffectedRows === 1n;
}

/**
 * Deletes the oldest entries of the trail before a moment with whom they showed, `most` at a time. A subject that joined
 * its entry within the last day stays with it, and so does the entry.
 */
export async function pruneTrail(
  db: Db,
  before: Date,
  most: number,
): Promise<{ entries: number; people: number; through: Date | null }> {
  const { rows } = await sql<{ entries: number; people: number; through: Date | null }>`
    with old as materialized (
      select id, at from audit_entries
      where at < least(${before}, now() - (select make_interval(days => kept_days) from audit_retention))
        - interval '1 day'
      order by at, id limit ${most}),
    people as (delete from audit_subjects s using old where s.entry_id = old.id returning 1),
    entries as (delete from audit_entries e using old where e.id = old.id and e.at = old.at returning e.at)
    select (select count(*)::int from entries) as entries, (select count(*)::int from people) as people,
      (select max(at) from entries) as through`.execute(db);
  return rows[0] as { entries: number; people: number; through: Date | null };
}

/** Deletes how much staff read in hours before a moment, and what was noted about it and is closed. */
export async function pruneReading(db: Db, before: Date): Promise<void> {
  await sql`delete from reading_counts where hour < ${before}`.execute(db);
  await sql`delete from reading_alerts where closed_at < ${before}`.execute(db);
}
