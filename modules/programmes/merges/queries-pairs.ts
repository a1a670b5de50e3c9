import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';

/** In the order of the index, which is that of characters: any other would leave names out. */
const nameKey = sql`(name_key(e.name_order) collate "C")`;

type Namesake = { enrolmentId: number; personId: string; withdrawn: boolean };

/** People of one name, and how many people were looked through for all of these. */
export type Walk = {
  groups: { key: string; people: Namesake[] }[];
  /** The last name that was looked through as a whole; null at the end of all names. */
  last: string | null;
  walked: number;
};

/**
 * The next people in the order of their names, of whom those who have a name in common are answered. It goes along an
 * index, and costs the same however many people there are.
 */
export async function walkNamesakes(
  db: Db,
  scope: PlaceScope,
  { programmeId, after, most }: { programmeId: number; after: string | null; most: number },
): Promise<Walk> {
  const { rows } = await sql<
    Namesake & { key: string; walked: number; last: string; before: string | null }
  >`
    with walk as (
      select e.id, e.person_id, e.withdrawn_on, ${nameKey} as key
      from enrolments e join places l on l.id = e.place_id
      where e.programme_id = ${programmeId} and e.merged_into is null
        and ${inSubtree('l.path', scope)}
        and (${after}::text is null or ${nameKey} > ${after}::text)
      order by ${nameKey}, e.id limit ${most}),
    counted as (select *, count(*) over (partition by key) as same, count(*) over () as walked,
      max(key) over () as last from walk)
    select id as "enrolmentId", person_id as "personId", withdrawn_on is not null as withdrawn,
      key, walked::int as walked, last, (select max(key) from counted where key < last) as before
    from counted
    where same > 1 or (key = last)
    order by key, id`.execute(db);
  const [first] = rows;
  if (!first) return { groups: [], last: null, walked: 0 };
  const { walked, last, before } = first;
  const groups = [...Map.groupBy(rows, ({ key }) => key)].map(([key, people]) => ({ key, people }));
  const isEnd = walked < most;
  // The last name may go on behind the walk, unless the walk is of that name alone.
  const isCut = !isEnd && before !== null;
  const whole = isCut ? groups.filter(({ key }) => key !== last) : groups;
  return {
    groups: whole.filter(({ people }) => people.length > 1),
    last: isEnd ? null : isCut ? before : last,
    walked,
  };
}

export type Dismissal = { oneId: number; otherId: number; by: string; at: Date };

/** What was said of pairs among these records. */
export async function listDismissalsAmong(db: Db, enrolmentIds: number[]): Promise<Dismissal[]> {
  const { rows } = await sql<Dismissal>`
    select d.one_id as "oneId", d.other_id as "otherId", p.name as by, d.dismissed_at as at
    from pair_dismissals d join persons p on p.id = d.dismissed_by
    where d.one_id = any(${enrolmentIds}::bigint[]) and d.other_id = any(${enrolmentIds}::bigint[])
    `.execute(db);
  return rows;
}

/** Dismissed pairs whose records both lie within the scope, newest first. */
export async function listDismissals(
  db: Db,
  scope: PlaceScope,
  programmeId: number,
  { after, limit }: { after: readonly [number, number, number] | undefined; limit: number },
): Promise<Dismissal[]> {
  const [time, one, other] = after ?? [];
  const { rows } = await sql<Dismissal>`
    select d.one_id as "oneId", d.other_id as "otherId", p.name as by, d.dismissed_at as at
    from pair_dismissals d join persons p on p.id = d.dismissed_by
    join enrolments a on a.id = d.one_id join places al on al.id = a.place_id
    join enrolments b on b.id = d.other_id join places bl on bl.id = b.place_id
    where d.programme_id = ${programmeId} and ${inSubtree('al.path', scope)}
      and ${inSubtree('bl.path', scope)}
      and (${time ?? null}::float8 is null or (d.dismissed_at, -d.one_id, -d.other_id)
        < (to_timestamp(${time ?? 0}::float8 / 1000), ${-(one ?? 0)}::bigint, ${-(other ?? 0)}::bigint))
    order by d.dismissed_at desc, d.one_id, d.other_id limit ${limit}`.execute(db);
  return rows;
}

/** Says that two records are two people; false where somebody has said so already. */
export async function insertDismissal(
  db: Db,
  pair: { programmeId: number; oneId: number; otherId: number; by: string; at: Date },
): Promise<boolean> {
  const { programmeId, oneId, otherId, by, at } = pair;
  const { numAffectedRows } = await sql`
    insert into pair_dismissals (programme_id, one_id, other_id, dismissed_by, dismissed_at)
    values (${programmeId}, ${oneId}, ${otherId}, ${by}::uuid, ${at})
    on conflict do nothing`.execute(db);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function deleteDismissal(
  db: Db,
  { oneId, otherId }: { oneId: number; otherId: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from pair_dismissals
    where one_id = ${oneId} and other_id = ${otherId}`.execute(db);
  return (numAffectedRows ?? 0n) > 0n;
}
