import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import type { ReadingLimits, Usual } from './rules.ts';

/** Those of these people at whom somebody looked for the first time since then, the entry just written left aside. */
export async function countFirstLooks(
  db: Db,
  actorId: string,
  personIds: string[],
  since: Date,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select distinct unnest(${personIds}::uuid[]) as id) looked
    where not exists (select from audit_entries e where e.person_id = looked.id and e.at >= ${since}
      and e.actor_id = ${actorId}::uuid and e.kind = 'looked' offset 1)`.execute(db);
  return rows[0]?.count ?? 0;
}

type Counts = { looked: number; listed: number };

/** Adds to what somebody has read in an hour, and answers all of that hour with the limits. */
export async function addToCounts(
  db: Db,
  actorId: string,
  hour: Date,
  { looked, listed }: Counts,
): Promise<{ counts: Counts; limits: ReadingLimits }> {
  const { rows } = await sql<Counts & { maxLooked: number; maxListed: number; times: number }>`
    with counted as (
      insert into reading_counts (actor_id, hour, looked, listed)
      values (${actorId}::uuid, ${hour}, ${looked}, ${listed})
      on conflict (actor_id, hour) do update set looked = reading_counts.looked + excluded.looked,
        listed = reading_counts.listed + excluded.listed
      returning looked, listed)
    select c.looked, c.listed, l.looked as "maxLooked", l.listed as "maxListed", l.times
    from counted c, reading_limits l`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('The limits have one row.');
  const { maxLooked, maxListed, times } = row;
  return { counts: row, limits: { looked: maxLooked, listed: maxListed, times } };
}

/** What somebody has read on average in the hours between two moments. */
export async function findUsual(
  db: Db,
  actorId: string,
  kind: 'looked' | 'listed',
  { from, to }: { from: Date; to: Date },
): Promise<Usual> {
  const { rows } = await sql<Usual>`
    select count(*)::int as hours, coalesce(avg(${sql.ref(kind)}), 0)::float8 as average
    from reading_counts
    where actor_id = ${actorId}::uuid and hour >= ${from} and hour < ${to}`.execute(db);
  return rows[0] ?? { hours: 0, average: 0 };
}

export type Raised = {
  actorId: string;
  kind: 'looked' | 'listed';
  hour: Date;
  count: number;
  usual: number | null;
  at: Date;
};

/** Raises an alert, unless one is open or was closed in that hour; an open one of the hour is told the new count. */
export async function raise(db: Db, raised: Raised): Promise<void> {
  const { actorId, kind, hour, count, usual, at } = raised;
  await sql`
    update reading_alerts set count = ${count}
    where actor_id = ${actorId}::uuid and kind = ${kind} and hour = ${hour} and closed_at is null`.execute(
    db,
  );
  await sql`
    insert into reading_alerts (actor_id, kind, hour, count, usual, raised_at)
    values (${actorId}::uuid, ${kind}, ${hour}, ${count}, ${usual}, ${at})
    on conflict do nothing`.execute(db);
}

export type AlertRow = {
  id: number;
  actorId: string;
  actorName: string;
  kind: 'looked' | 'listed';
  hour: Date;
  count: number;
  usual: number | null;
  raisedAt: Date;
  closedAt: Date | null;
  closedBy: string | null;
  reason: string | null;
};

/** Whose role lies within the scope; of those without any role where it has every place. */
const isReached = (scope: PlaceScope, everything: boolean) =>
  everything
    ? sql`true`
    : sql`exists (select from grants g join places p on p.id = g.place_id
        where g.person_id = a.actor_id and ${inSubtree('p.path', scope)})`;

type Wanted = {
  state: 'open' | 'closed';
  everything: boolean;
  after: number | undefined;
  limit: number;
};

/** Alerts about staff of the scope, newest first. */
export async function listUnusual(
  db: Db,
  scope: PlaceScope,
  { state, everything, after, limit }: Wanted,
): Promise<AlertRow[]> {
  const { rows } = await sql<AlertRow>`
    select a.id, a.actor_id as "actorId", n.name as "actorName", a.kind, a.hour, a.count, a.usual,
      a.raised_at as "raisedAt", a.closed_at as "closedAt", c.name as "closedBy", a.reason
    from reading_alerts a join persons n on n.id = a.actor_id left join persons c on c.id = a.closed_by
    where (a.closed_at is null) = ${state === 'open'} and ${isReached(scope, everything)}
      and a.id < ${after ?? Number.MAX_SAFE_INTEGER}
    order by a.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function countUnusual(
  db: Db,
  scope: PlaceScope,
  everything: boolean,
): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from reading_alerts a
    where a.closed_at is null and ${isReached(scope, everything)}`.execute(db);
  return rows[0]?.open ?? 0;
}

/** One alert; until the transaction ends nobody else closes it. */
export async function lockUnusual(
  db: Db,
  scope: PlaceScope,
  id: number,
  everything: boolean,
): Promise<{ actorId: string; isOpen: boolean; placeId: number | null } | undefined> {
  const { rows } = await sql<{ actorId: string; isOpen: boolean; placeId: number | null }>`
    select a.actor_id as "actorId", a.closed_at is null as "isOpen",
      (select min(g.place_id) from grants g join places p on p.id = g.place_id
        where g.person_id = a.actor_id and ${inSubtree('p.path', scope)}) as "placeId"
    from reading_alerts a where a.id = ${id} and ${isReached(scope, everything)}
    for update of a`.execute(db);
  return rows[0];
}

export async function closeUnusual(
  db: Db,
  id: number,
  { by, at, reason }: { by: string; at: Date; reason: string },
): Promise<void> {
  await sql`update reading_alerts set closed_at = ${at}, closed_by = ${by}::uuid, reason = ${reason}
    where id = ${id}`.execute(db);
}

export async function findLimits(db: Db): Promise<ReadingLimits> {
  const { rows } = await sql<ReadingLimits>`
    select looked, listed, times from reading_limits`.execute(db);
  return rows[0] as ReadingLimits;
}

export async function updateLimits(db: Db, limits: ReadingLimits): Promise<void> {
  const { looked, listed, times } = limits;
  await sql`update reading_limits set looked = ${looked}, listed = ${listed}, times = ${times}`.execute(
    db,
  );
}
