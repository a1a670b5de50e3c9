import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inPart, inSubtree, type Part } from '../../../platform/subtree.ts';

/**
 * How many checks were made when. Those of the last minutes can still be undone and are counted as they are; the others
 * are summed up by quarters of an hour, so that a figure costs what its sites and hours are, not its checks.
 */

const quarterOf = (column: 'checked_at') =>
  sql`date_bin('15 minutes', ${sql.ref(column)}, timestamptz '2000-01-01 00:00:00Z')`;

/** Up to when checks are summed up; nothing where that has not begun and there are none. */
export async function lockSummedUntil(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ until: Date | null }>`
    select case when isfinite(until) then until
      else (select min(recorded_at) - interval '1 second' from checks) end as until
    from check_quarters_until for update`.execute(db);
  return rows[0]?.until ?? null;
}

/** Sums up what was recorded after `since` and up to `until`; whoever calls has the lock. */
export async function sumUpChecks(db: Db, since: Date, until: Date): Promise<void> {
  await sql`
    with counted as (
      select ${quarterOf('checked_at')} as begins_at, site_id, count(*)::int as checks from checks
      where recorded_at > ${since} and recorded_at <= ${until} and undone_at is null
      group by 1, 2
    ), told as (update check_quarters_until set until = ${until})
    insert into check_quarters as q select * from counted order by 1, 2
    on conflict (begins_at, site_id) do update set checks = q.checks + excluded.checks`.execute(db);
}

/** Forgets figures that no page shows any more. */
export async function deleteQuartersBefore(db: Db, moment: Date): Promise<void> {
  await sql`delete from check_quarters where begins_at < ${moment}`.execute(db);
}

const since = (from: Date) => sql`(
    select begins_at, site_id, checks from check_quarters where begins_at >= ${from}
    union all
    select ${quarterOf('checked_at')}, site_id, 1 from checks
    where recorded_at > (select until from check_quarters_until)
      and checked_at >= ${from} and undone_at is null)`;

export type QuarterRow = { beginsAt: Date; checks: number };

/** Checks at the sites of a scope from a moment on, by the quarter of an hour; quarters without any are left out. */
export async function listChecksByQuarter(
  db: Db,
  scope: PlaceScope,
  from: Date,
): Promise<QuarterRow[]> {
  const { rows } = await sql<QuarterRow>`
    select begins_at as "beginsAt", sum(checks)::int as checks
    from ${since(from)} u join places p on p.id = u.site_id
    where ${inSubtree('p.path', scope)}
    group by 1 order by 1`.execute(db);
  return rows;
}

/** Checks from a moment on at the sites of each of these parts. */
export async function listChecksByPart(
  db: Db,
  parts: readonly Part[],
  from: Date,
): Promise<{ placeId: number; checks: number }[]> {
  const { rows } = await sql<{ placeId: number; checks: number }>`
    select part.id as "placeId", sum(u.checks)::int as checks
    from (select site_id, sum(checks) as checks from ${since(from)} u group by 1) u
    join places p on p.id = u.site_id
    join ${inPart('p.path', parts)}
    group by 1`.execute(db);
  return rows;
}

/** How many alerts of high temperatures nobody has closed yet. */
export async function countOpenAlerts(db: Db, scope: PlaceScope): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from fever_alerts a join places p on p.id = a.site_id
    where a.closed_at is null and ${inSubtree('p.path', scope)}`.execute(db);
  return rows[0]?.open ?? 0;
}
