import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type AuditKind, kindOfAct } from '../../platform/contract.ts';
import type { Db } from '../../platform/database.ts';
import type { PlaceScope } from '../../platform/scope.ts';
import { inSubtree } from '../../platform/subtree.ts';

export type AuditFilter = {
  action?: string | undefined;
  kind?: AuditKind | undefined;
  actorId?: string | undefined;
  personId?: string | undefined;
  /** From this instant on. */
  since: Date | null;
  /** Before this instant. */
  until: Date | null;
  /** Older than this entry. */
  before: EntryKey | undefined;
  limit: number;
  /** The scope has every place, and entries about no place as well. */
  everything: boolean;
};

export type EntryKey = { at: Date; id: number };

export type AuditRow = EntryKey & {
  action: string;
  kind: AuditKind;
  actorId: string | null;
  actorName: string | null;
  personId: string | null;
  personName: string | null;
  placeZh: string | null;
  placeEn: string | null;
  reason: string | null;
  details: Record<string, unknown>;
  /** How many people the list of the entry showed, counted to `mostCounted`. */
  shown: number;
};

export const mostCounted = 1_000;

/** Entries about the places of the scope, newest first; with a person also those whose list showed them. */
export async function listEntries(
  db: Db,
  scope: PlaceScope,
  filter: AuditFilter,
): Promise<AuditRow[]> {
  const found = await keysOf(db, scope, filter);
  const { rows } = await sql<AuditRow>`
    select e.id, found.at, e.action, e.kind, e.actor_id as "actorId", actor.name as "actorName",
      e.person_id as "personId", person.name as "personName",
      p.name_zh as "placeZh", p.name_en as "placeEn", e.reason, e.details,
      (select count(*)::int from (select from audit_subjects s where s.entry_id = e.id
        limit ${mostCounted}) s) as shown
    from (select * from (${found}) keys order by at desc, id desc limit ${filter.limit}) found
    join audit_entries e on e.id = found.id
    left join places p on p.id = e.place_id
    left join persons actor on actor.id = e.actor_id
    left join persons person on person.id = e.person_id
    order by found.at desc, e.id desc`.execute(db);
  return rows;
}

/**
 * The keys of the entries, by the index that fits. None of these reads more than what it looks for and a page of
 * each of the streams that it puts together: streams of a person, of an actor's actions, of actions, or of places.
 */
async function keysOf(
  db: Db,
  scope: PlaceScope,
  filter: AuditFilter,
): Promise<RawBuilder<unknown>> {
  const { personId, actorId, action, kind, everything } = filter;
  if (personId !== undefined) return ofPerson(scope, filter, personId);
  if (actorId !== undefined) {
    const actor = sql`${actorId}::uuid`;
    const actions = await actionsOf(db, filter, sql<SqlBool>`e.actor_id = ${actor}`);
    const also = sql<SqlBool>`e.actor_id is not null and ${reaches(scope, everything)}`;
    return ofActions(actions, [['e.actor_id', actor]], filter, also);
  }
  if (!everything) return (await amongNewest(db, scope, filter)) ?? ofPlaces(scope, filter);
  if (action === undefined && kind === undefined) return newest([], filter, filter.limit);
  return ofActions(await actionsOf(db, filter, sql<SqlBool>`true`), [], filter);
}

/** Columns of an index with what they must be. */
type Prefix = [column: string, value: RawBuilder<unknown>][];

/**
 * The newest keys of one stream. What an index begins with is compared as a row together with the time, and sorted
 * by: so nothing but this index will do, whatever the planner thinks of how common a value is.
 */
function newest(
  prefix: Prefix,
  filter: AuditFilter,
  limit: number,
  also: RawBuilder<SqlBool> = sql<SqlBool>`true`,
  { from, at, id } = { from: sql`audit_entries e`, at: 'e.at', id: 'e.id' },
): RawBuilder<unknown> {
  const columns = [...prefix.map(([column]) => sql.ref(column)), sql.ref(at), sql.ref(id)];
  const values = prefix.map(([, value]) => value);
  const { since, until, before } = filter;
  const isEarlier = before && (until === null || before.at < until);
  const top = isEarlier ? before : { at: until ?? 'infinity', id: 0 };
  const row = (parts: RawBuilder<unknown>[]) => sql`(${sql.join(parts)})`;
  const bound = (time: Date | string, key: number) =>
    row([...values, sql`${time}::timestamptz`, sql`${key}::bigint`]);
  const order = columns.map((column) => sql`${column} desc`);
  return sql`select ${sql.ref(at)}, ${sql.ref(id)} from ${from}
    where ${row(columns)} >= ${bound(since ?? '-infinity', 0)}
      and ${row(columns)} < ${bound(top.at, top.id)} and ${also}
    order by ${sql.join(order)} limit ${limit}`;
}

/** The actions that there are among such entries, of the kind that is wanted: one look into the index for each. */
async function actionsOf(
  db: Db,
  { action, kind }: AuditFilter,
  such: RawBuilder<SqlBool>,
): Promise<string[]> {
  const ofKind = (each: string) => kind === undefined || kindOfAct(each) === kind;
  if (action !== undefined) return [action].filter(ofKind);
  const { rows } = await sql<{ action: string }>`
    with recursive present (action) as (
      (select e.action from audit_entries e where ${such} order by e.action limit 1)
      union all
      select (select e.action from audit_entries e where ${such} and e.action > present.action
        order by e.action limit 1)
      from present where present.action is not null)
    select action from present where action is not null`.execute(db);
  return rows.map((row) => row.action).filter(ofKind);
}

function ofActions(
  actions: string[],
  prefix: Prefix,
  filter: AuditFilter,
  also?: RawBuilder<SqlBool>,
): RawBuilder<unknown> {
  const each = newest([...prefix, ['e.action', sql.ref('code')]], filter, filter.limit, also);
  return sql`select newest.at, newest.id from unnest(${actions}::text[]) as wanted (code)
    cross join lateral (${each}) newest`;
}

function ofPerson(scope: PlaceScope, filter: AuditFilter, personId: string): RawBuilder<unknown> {
  const { action, kind, actorId, limit, everything } = filter;
  const person = sql`${personId}::uuid`;
  const also = sql<SqlBool>`${sql.join(
    [
      reaches(scope, everything),
      ...(action === undefined ? [] : [sql`e.action = ${action}`]),
      ...(kind === undefined ? [] : [sql`e.kind = ${kind}`]),
      ...(actorId === undefined ? [] : [sql`e.actor_id = ${actorId}::uuid`]),
    ],
    sql` and `,
  )}`;
  const own = sql<SqlBool>`e.person_id is not null and ${also}`;
  const inLists = {
    from: sql`audit_subjects s join audit_entries e on e.id = s.entry_id`,
    ...{ at: 's.at', id: 's.entry_id' },
  };
  return sql`select at, id from (
    (${newest([['e.person_id', person]], filter, limit, own)})
    union all
    (${newest([['s.person_id', person]], filter, limit, also, inLists)})) either`;
}

/** So many of the newest entries of all places are looked through for those of a part of them. */
const lookedThrough = 3_000;

/** A page of a part of the places, where the newest entries of all have one; of large parts they mostly do. */
async function amongNewest(
  db: Db,
  scope: PlaceScope,
  filter: AuditFilter,
): Promise<RawBuilder<unknown> | undefined> {
  const { action, kind, limit } = filter;
  const prefix: Prefix = action === undefined ? [] : [['e.action', sql`${action}::text`]];
  const { rows } = await sql<{ id: number }>`
    select e.id from (${newest(prefix, filter, lookedThrough)}) newest
    join audit_entries e on e.id = newest.id
    join places p on p.id = e.place_id and ${inSubtree('p.path', scope)}
    where ${kind === undefined ? sql`true` : sql`e.kind = ${kind}`}
    order by newest.at desc, newest.id desc limit ${limit}`.execute(db);
  if (rows.length < limit) return undefined;
  const ids = rows.map(({ id }) => id);
  return sql`select e.at, e.id from audit_entries e where e.id = any(${ids}::bigint[])`;
}

/**
 * Of all places of the scope those come into question whose newest entry is among the newest: as many as a page
 * has lines. Each place costs one look into the index, however many entries there are.
 */
function ofPlaces(scope: PlaceScope, filter: AuditFilter): RawBuilder<unknown> {
  const { action, kind, limit } = filter;
  const isNone = action !== undefined && kind !== undefined && kindOfAct(action) !== kind;
  const further: Prefix = action
    ? [['e.action', sql`${action}::text`]]
    : kind
      ? [['e.kind', sql`${kind}::text`]]
      : [];
  const newestOf = (place: string, count: number) =>
    newest([['e.place_id', sql.ref(place)], ...further], filter, count, sql<SqlBool>`${!isNone}`);
  return sql`select newest.at, newest.id from (
      select p.id, head.at from places p
      cross join lateral (${newestOf('p.id', 1)}) head
      where ${inSubtree('p.path', scope)}
      order by head.at desc, head.id desc limit ${limit}) place
    cross join lateral (${newestOf('place.id', limit)}) newest`;
}

const reaches = (scope: PlaceScope, everything: boolean): RawBuilder<SqlBool> =>
  everything
    ? sql<SqlBool>`true`
    : sql<SqlBool>`exists (select from places p where p.id = e.place_id and ${inSubtree('p.path', scope)})`;
