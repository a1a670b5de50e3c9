import { sql } from 'kysely';
import type { App } from '../../../platform/contract.ts';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import type { FeedbackKind, FeedbackState } from '../contract-schemas.ts';
import { type FeedbackRow, feedbackColumns, feedbackJoins } from '../queries.ts';

export type ReceivedRow = FeedbackRow & {
  realm: string;
  programmeId: number | null;
  programmeVersion: number | null;
  app: App;
  name: string;
  keeperId: string | null;
  keeperName: string | null;
  enrolmentId: number | null;
  version: number;
};

export type ReceivedFilter = {
  programmeId?: number | undefined;
  origin?: 'programme' | 'field' | undefined;
  kind?: FeedbackKind | undefined;
  state?: FeedbackState | 'waiting' | undefined;
  /** From this instant on, and before this one. */
  since: Date | null;
  until: Date | null;
};

export type ReceivedPage = {
  /** The last one of the page before. */
  after?: number | undefined;
  direction: 'asc' | 'desc';
  limit: number;
};

const columns = sql`${feedbackColumns}, f.realm,
  f.programme_id as "programmeId", pr.version as "programmeVersion", f.app, n.name,
  f.keeper_id as "keeperId", k.name as "keeperName", e.id as "enrolmentId", f.version`;

const joins = sql`${feedbackJoins}
  join persons n on n.id = f.person_id
  left join persons k on k.id = f.keeper_id
  left join programmes pr on pr.id = f.programme_id
  left join enrolments e on e.programme_id = f.programme_id and e.person_id = f.person_id`;

/** `is true` has the places read once, however much feedback is looked at. */
const isWithin = (scope: PlaceScope) => sql`(f.place_id in (
  select p.id from places p where ${inSubtree('p.path', scope)})) is true`;

/** Feedback that belongs to the places of the scope, by when it was sent. */
export async function listReceived(
  db: Db,
  scope: PlaceScope,
  { programmeId, origin, kind, state, since, until }: ReceivedFilter,
  { after, direction, limit }: ReceivedPage,
): Promise<ReceivedRow[]> {
  const [order, behind] = direction === 'asc' ? [sql`asc`, sql`>`] : [sql`desc`, sql`<`];
  const conditions = [
    isWithin(scope),
    ...(programmeId === undefined ? [] : [sql`f.programme_id = ${programmeId}`]),
    ...(origin === undefined ? [] : [sql`(f.app = 'field') = ${origin === 'field'}::boolean`]),
    ...(kind === undefined ? [] : [sql`f.kind = ${kind}`]),
    ...(state === undefined ? [] : [hasState(state)]),
    ...(since === null ? [] : [sql`f.sent_at >= ${since}`]),
    ...(until === null ? [] : [sql`f.sent_at < ${until}`]),
    ...(after === undefined
      ? []
      : [sql`(f.sent_at, f.id) ${behind} (select sent_at, id from feedback where id = ${after})`]),
  ];
  const { rows } = await sql<ReceivedRow>`
    with chosen as materialized (
      select f.id from feedback f where ${sql.join(conditions, sql` and `)}
      order by f.sent_at ${order}, f.id ${order} limit ${limit})
    select ${columns} from chosen join feedback f on f.id = chosen.id ${joins}
    order by f.sent_at ${order}, f.id ${order}`.execute(db);
  return rows;
}

/** Said as the index says it. */
const waits = sql`f.state in ('new', 'in_progress')`;

const hasState = (state: FeedbackState | 'waiting') =>
  state === 'waiting' ? waits : sql`f.state = ${state}`;

export async function findReceived(
  db: Db,
  scope: PlaceScope,
  id: number,
): Promise<ReceivedRow | undefined> {
  const { rows } = await sql<ReceivedRow>`
    select ${columns} from feedback f ${joins} where f.id = ${id} and ${isWithin(scope)}`.execute(
    db,
  );
  return rows[0];
}

export async function countWaiting(
  db: Db,
  scope: PlaceScope,
): Promise<{ new: number; inProgress: number }> {
  const { rows } = await sql<{ new: number; inProgress: number }>`
    select count(*) filter (where f.state = 'new')::int as new,
      count(*) filter (where f.state = 'in_progress')::int as "inProgress"
    from feedback f where ${waits} and ${isWithin(scope)}`.execute(db);
  return rows[0] as { new: number; inProgress: number };
}
