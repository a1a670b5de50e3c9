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
    from (${found} order by at desc, id desc limit ${filter.limit}) found
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
    const actions = await actionsOf(db, filter, sql<SqlBool>`e.actor_id = ${actorId}::uuid`);
    const own = sql<SqlBool>`e.actor_id = ${actorId}::uuid and e.action = code
      and ${reaches(scope, everything)}`;
    return ofActions(actions, filter, own);
  }
  if (!everything) return ofPlaces(scope, filter);
  if (action === undefined && kind === undefined) {
    return sql`select e.at, e.id from audit_entries e where ${inTime(filter)}`;
  }
  const actions = await actionsOf(db, filter, sql<SqlBool>`true`);
  return ofActions(actions, filter, sql<SqlBool>`e.action = code`);
}

/** The actions that there are among such entries, of the kind that is wanted: one look into the index for each. */
async function actionsOf(
  db: Db,
  { action, kind }: AuditFilter,
  such: RawBuilder<SqlBool>,
): Promise<string[]> {
  if (action !== undefined) return [action];
  const { rows } = await sql<{ action: string }>`
    with recursive present (action) as (
      (select e.action from audit_entries e where ${such} order by e.action limit 1)
      union all
      select (select e.action from audit_entries e where ${such} and e.action > present.action
        order by e.action limit 1)
      from present where present.action is not null)
    select action from present where action is not null`.execute(db);
  const all = rows.map((row) => row.action);
  return kind === undefined ? all : all.filter((each) => kindOfAct(each) === kind);
}

function ofActions(
  actions: string[],
  filter: AuditFilter,
  such: RawBuilder<SqlBool>,
): RawBuilder<unknown> {
  return sql`select newest.at, newest.id from unnest(${actions}::text[]) as wanted (code)
    cross join lateral (
      select e.at, e.id from audit_entries e where ${such} and ${inTime(filter)}
      order by e.at desc, e.id desc limit ${filter.limit}) newest`;
}

function ofPerson(scope: PlaceScope, filter: AuditFilter, personId: string): RawBuilder<unknown> {
  const { action, kind, actorId, limit, everything } = filter;
  const others = sql.join(
    [
      reaches(scope, everything),
      ...(action === undefined ? [] : [sql`e.action = ${action}`]),
      ...(kind === undefined ? [] : [sql`e.kind = ${kind}`]),
      ...(actorId === undefined ? [] : [sql`e.actor_id = ${actorId}::uuid`]),
    ],
    sql` and `,
  );
  return sql`select at, id from (
    (select e.at, e.id from audit_entries e
      where e.person_id = ${personId}::uuid and ${inTime(filter)} and ${others}
      order by e.at desc, e.id desc limit ${limit})
    union all
    (select s.at, e.id from audit_subjects s join audit_entries e on e.id = s.entry_id
      where s.person_id = ${personId}::uuid and ${inTime(filter, 's.at', 's.entry_id')} and ${others}
      order by s.at desc, s.entry_id desc limit ${limit})) either`;
}

/**
 * Of all places of the scope those come into question whose newest entry is among the newest: as many as a page
 * has lines. Each place costs one look into the index, however many entries there are.
 */
function ofPlaces(scope: PlaceScope, filter: AuditFilter): RawBuilder<unknown> {
  const { action, kind, limit } = filter;
  const such = sql.join(
    [
      sql`true`,
      ...(action === undefined ? [] : [sql`e.action = ${action}`]),
      ...(kind === undefined || action !== undefined ? [] : [sql`e.kind = ${kind}`]),
      ...(kind === undefined || action === undefined || kindOfAct(action) === kind
        ? []
        : [sql`false`]),
    ],
    sql` and `,
  );
  const newestOf = (place: RawBuilder<unknown>, count: number) => sql`
    select e.at, e.id from audit_entries e where e.place_id = ${place} and ${such} and ${inTime(filter)}
    order by e.at desc, e.id desc limit ${count}`;
  return sql`select newest.at, newest.id from (
      select p.id, head.at from places p
      cross join lateral (${newestOf(sql`p.id`, 1)}) head
      where ${inSubtree('p.path', scope)}
      order by head.at desc, head.id desc limit ${limit}) place
    cross join lateral (${newestOf(sql`place.id`, limit)}) newest`;
}

const reaches = (scope: PlaceScope, everything: boolean): RawBuilder<SqlBool> =>
  everything
    ? sql<SqlBool>`true`
    : sql<SqlBool>`exists (select from places p where p.id = e.place_id and ${inSubtree('p.path', scope)})`;

function inTime(
  { since, until, before }: AuditFilter,
  at = 'e.at',
  id = 'e.id',
): RawBuilder<SqlBool> {
  const time = sql.ref(at);
  return sql<SqlBool>`${sql.join(
    [
      sql`${time} < ${until ?? 'infinity'}::timestamptz`,
      ...(since === null ? [] : [sql`${time} >= ${since}::timestamptz`]),
      ...(before === undefined
        ? []
        : [sql`(${time}, ${sql.ref(id)}) < (${before.at}::timestamptz, ${before.id}::bigint)`]),
    ],
    sql` and `,
  )}`;
}
