import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inPart, inSubtree, type Part } from '../../../platform/subtree.ts';

/** Figures by unit: what they cost depends on the number of units, not of people. */

export type UnitFilter = {
  programmeId: number;
  form: string;
  /** Groups that the form is offered to. */
  groups: string[];
};

type UnitCount = { placeId: number; group: string; due: number; done: number };

/** Who is due on a day, and who has reported on it: rows to be summed up. */
const ofDay = ({ programmeId, form }: UnitFilter, day: string) => sql`(
      select place_id, group_code, change as due, 0 as done from due_changes
      where programme_id = ${programmeId} and day <= ${day}::date
      union all
      select place_id, group_code, 0, done from units_done
      where programme_id = ${programmeId} and day = ${day}::date and form = ${form})`;

/** Due and done on a day, by place and group. */
export async function listCompletion(
  db: Db,
  scope: PlaceScope,
  filter: UnitFilter,
  day: string,
): Promise<UnitCount[]> {
  const { rows } = await sql<UnitCount>`
    select u.place_id as "placeId", u.group_code as "group",
      sum(u.due)::int as due, sum(u.done)::int as done
    from ${ofDay(filter, day)} u
    join places p on p.id = u.place_id
    where ${inSubtree('p.path', scope)} and u.group_code = any(${filter.groups}::text[])
    group by 1, 2 having sum(u.due) > 0 or sum(u.done) > 0
    order by 1, 2`.execute(db);
  return rows;
}

/** Due and done on a day of each of these parts; of one that nobody is due in, nothing. */
export async function listCompletionByPart(
  db: Db,
  parts: readonly Part[],
  filter: UnitFilter,
  day: string,
): Promise<Omit<UnitCount, 'group'>[]> {
  const { rows } = await sql<Omit<UnitCount, 'group'>>`
    select part.id as "placeId", sum(u.due)::int as due, sum(u.done)::int as done
    from (
      select place_id, sum(due) as due, sum(done) as done from ${ofDay(filter, day)} u
      where group_code = any(${filter.groups}::text[]) group by 1) u
    join places p on p.id = u.place_id
    join ${inPart('p.path', parts)}
    group by 1 having sum(u.due) > 0 or sum(u.done) > 0`.execute(db);
  return rows;
}

/** Due and done of a group at and below a place of a level; `placeId` is null for those at the parent itself. */
export type LevelSum = {
  placeId: number | null;
  nameZh: string | null;
  nameEn: string | null;
  hasChildren: boolean;
  group: string;
  due: number;
  done: number;
};

/** The same summed up for each place directly below one, or for each of these. */
export async function listLevel(
  db: Db,
  scope: PlaceScope,
  { programmeId, form, groups }: UnitFilter,
  day: string,
  level: { parentId: number } | { tops: number[] },
): Promise<LevelSum[]> {
  const node =
    'tops' in level
      ? sql`(select t.id from places t
          where t.id = any(${level.tops}::bigint[]) and starts_with(p.path, t.path))`
      : sql`(select nullif(split_part(substr(p.path, length(t.path) + 1), '/', 1), '')::bigint
          from places t where t.id = ${level.parentId})`;
  const { rows } = await sql<LevelSum>`
    select c.node as "placeId", n.name_zh as "nameZh", n.name_en as "nameEn", c.group_code as "group",
      bool_or(c.path <> n.path) is true as "hasChildren",
      sum(c.due)::int as due, sum(c.done)::int as done
    from (
      select ${node} as node, p.path, u.group_code, sum(u.due) as due, sum(u.done) as done
      from (
        select place_id, group_code, change as due, 0 as done from due_changes
        where programme_id = ${programmeId} and day <= ${day}::date
        union all
        select place_id, group_code, 0, done from units_done
        where programme_id = ${programmeId} and day = ${day}::date and form = ${form}) u
      join places p on p.id = u.place_id
      where ${inSubtree('p.path', scope)} and u.group_code = any(${groups}::text[])
      group by p.id, u.group_code having sum(u.due) > 0 or sum(u.done) > 0) c
    left join places n on n.id = c.node
    group by 1, 2, 3, 4 order by 1, 4`.execute(db);
  return rows;
}

/** Changes of who is due up to a day, and done on the days between, all places of the scope together. */
export async function listTrend(
  db: Db,
  scope: PlaceScope,
  { programmeId, form, groups }: UnitFilter,
  from: string,
  to: string,
): Promise<{ day: string; change: number; done: number }[]> {
  const { rows } = await sql<{ day: string; change: number; done: number }>`
    select u.day, sum(u.change)::int as change, sum(u.done)::int as done
    from (
      select place_id, group_code, greatest(day, ${from}::date) as day, change, 0 as done
      from due_changes where programme_id = ${programmeId} and day <= ${to}::date
      union all
      select place_id, group_code, day, 0, done from units_done
      where programme_id = ${programmeId} and day between ${from}::date and ${to}::date
        and form = ${form}) u
    join places p on p.id = u.place_id
    where ${inSubtree('p.path', scope)} and u.group_code = any(${groups}::text[])
    group by 1 order by 1`.execute(db);
  return rows;
}
