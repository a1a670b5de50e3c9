import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import type { OrderState } from './contract.ts';
import type { Subject } from './rules.ts';

export type OrderRow = {
  id: string;
  programmeId: number;
  programmeVersion: number;
  rule: string;
  ends: string | null;
  orderPlaceId: number;
  orderPlacePath: string;
  orderPlaceZh: string;
  orderPlaceEn: string;
  reason: string;
  evidence: string;
  state: OrderState;
  proposedBy: string;
  proposerName: string;
  proposedAt: Date;
  decidedByName: string | null;
  decidedAt: Date | null;
  note: string | null;
  enrolmentId: number;
  personId: string;
  name: string;
  group: string;
  placeId: number;
  placeZh: string;
  placeEn: string;
};

const columns = sql`o.id, o.programme_id as "programmeId", pr.version as "programmeVersion", o.rule,
  o.ends, o.place_id as "orderPlaceId", op.path as "orderPlacePath", op.name_zh as "orderPlaceZh", op.name_en as "orderPlaceEn",
  o.reason, o.evidence, o.state, o.proposed_by as "proposedBy", pb.name as "proposerName",
  o.proposed_at as "proposedAt", db.name as "decidedByName", o.decided_at as "decidedAt", o.note,
  e.id as "enrolmentId", e.person_id as "personId", n.name, e.group_code as "group",
  e.place_id as "placeId", pl.name_zh as "placeZh", pl.name_en as "placeEn"`;

const joins = sql`join programmes pr on pr.id = o.programme_id
  join places op on op.id = o.place_id
  join persons pb on pb.id = o.proposed_by left join persons db on db.id = o.decided_by
  join enrolments e on e.id = o.enrolment_id
  join persons n on n.id = e.person_id join places pl on pl.id = e.place_id`;

type Filter = {
  programmeId: number;
  enrolmentId?: number | undefined;
  state?: OrderState | undefined;
  /** How names begin, in capitals or not. */
  name?: string | undefined;
};

/** Orders of people and organisations within the scope: what waits longest comes first, of all others the newest. */
export async function listOrders(
  db: Db,
  scope: PlaceScope,
  { programmeId, enrolmentId, state, name }: Filter,
  { after, limit }: { after?: readonly [number, string] | undefined; limit: number },
): Promise<OrderRow[]> {
  const [time, id] = after ?? [];
  const isQueue = state === 'proposed';
  const { rows } = await sql<OrderRow>`
    select ${columns} from code_orders o ${joins}
    where o.programme_id = ${programmeId}
      and (${inSubtree('pl.path', scope)} or ${inSubtree('op.path', scope)})
      and (${enrolmentId ?? null}::bigint is null or o.enrolment_id = ${enrolmentId ?? null}::bigint)
      and (${state ?? null}::text is null or o.state = ${state ?? null}::text)
      and (${name ?? null}::text is null or starts_with(lower(n.name), lower(${name ?? null})))
      and (${time ?? null}::float8 is null
        or (o.proposed_at, o.id) ${sql.raw(isQueue ? '>' : '<')}
          (to_timestamp(${time ?? 0}::float8 / 1000), ${id ?? null}::uuid))
    order by ${sql.raw(isQueue ? 'o.proposed_at, o.id' : 'o.proposed_at desc, o.id desc')} limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** One whose organisation lies within the scope. */
export async function findOrder(
  db: Db,
  scope: PlaceScope,
  id: string,
): Promise<OrderRow | undefined> {
  const { rows } = await sql<OrderRow>`
    select ${columns} from code_orders o ${joins}
    where o.id = ${id}::uuid and ${inSubtree('op.path', scope)}`.execute(db);
  return rows[0];
}

/** The state of an order that a scope was checked for; nobody else decides it until the transaction ends. */
export async function lockOrder(db: Db, id: string): Promise<OrderState | undefined> {
  const { rows } = await sql<{ state: OrderState }>`
    select state from code_orders where id = ${id}::uuid for no key update`.execute(db);
  return rows[0]?.state;
}

export async function countWaiting(
  db: Db,
  scope: PlaceScope,
  programmeId: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from code_orders o join places op on op.id = o.place_id
    where o.programme_id = ${programmeId} and o.state = 'proposed'
      and o.proposed_by <> ${scope.personId}::uuid and ${inSubtree('op.path', scope)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/**
 * How many orders somebody has proposed, and how many decided, since a moment. Until the transaction ends nobody
 * else counts theirs: whoever asks for many at once is counted one by one.
 */
export async function countOrdersBy(
  db: Db,
  personId: string,
  since: Date,
): Promise<{ proposed: number; decided: number }> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`codes.orders ${personId}`}, 0))`.execute(
    db,
  );
  const { rows } = await sql<{ proposed: number; decided: number }>`
    select (select count(*)::int from code_orders
        where proposed_by = ${personId}::uuid and proposed_at > ${since}) as proposed,
      (select count(*)::int from code_orders
        where decided_by = ${personId}::uuid and decided_at > ${since}
          and state <> 'withdrawn') as decided`.execute(db);
  return rows[0] as { proposed: number; decided: number };
}

/** Whose record it is for a member of staff: theirs as well if both have the same identity document. */
export async function findSubject(db: Db, staffId: string, personId: string): Promise<Subject> {
  if (staffId === personId) return 'oneself';
  const { rows } = await sql<{ isSame: boolean }>`
    select exists (select from identifiers b
      where b.kind = 'identity' and b.lookup = a.lookup and b.person_id = ${personId}::uuid) as "isSame"
    from identifiers a where a.kind = 'identity' and a.person_id = ${staffId}::uuid`.execute(db);
  if (rows.length === 0) return 'unknown';
  return rows.some(({ isSame }) => isSame) ? 'oneself' : 'other';
}

/** Of the places of a scope the nearest at or above a unit: the organisation for which somebody acts there. */
export async function findActingPlace(
  db: Db,
  scope: PlaceScope,
  placeId: number,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select p.id from places u join places p on starts_with(u.path, p.path)
    where u.id = ${placeId} and p.path = any(${scope.paths as string[]}::text[])
    order by length(p.path) desc limit 1`.execute(db);
  return rows[0]?.id;
}

export async function insertOrder(
  db: Db,
  order: {
    id: string;
    enrolmentId: number;
    programmeId: number;
    rule: string;
    ends: string | null;
    placeId: number;
    reason: string;
    evidence: string;
    by: string;
    at: Date;
  },
): Promise<void> {
  const { id, enrolmentId, programmeId, rule, ends, placeId, reason, evidence, by, at } = order;
  await sql`insert into code_orders (id, enrolment_id, programme_id, rule, ends, place_id, reason,
      evidence, proposed_by, proposed_at)
    values (${id}::uuid, ${enrolmentId}, ${programmeId}, ${rule}, ${ends}::uuid, ${placeId},
      ${reason}, ${evidence}, ${by}::uuid, ${at})`.execute(db);
}

export async function decideOrder(
  db: Db,
  id: string,
  { state, by, at, note }: { state: OrderState; by: string; at: Date; note: string | null },
): Promise<void> {
  await sql`update code_orders set state = ${state}, decided_by = ${by}::uuid, decided_at = ${at},
    note = ${note} where id = ${id}::uuid`.execute(db);
}
