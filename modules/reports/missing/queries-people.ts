import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import {
  keyOfPerson,
  type PersonKey,
  type PersonLine,
  personColumns,
  personJoins,
  startOfPeople,
} from '../staff/queries.ts';
import {
  type Key,
  type PeopleOrder,
  pageBy,
  type Sorting,
  sortingOf,
} from '../staff/queries-order.ts';
import type { UnitFilter } from '../staff/queries-units.ts';
import { runUpTo } from './queries.ts';

export type PersonFilter = UnitFilter & {
  day: string;
  /** Only these, where told. */
  enrolmentIds?: number[] | undefined;
};

/** Without one, unit by unit; `run`: who has missed most days in a row first, those alike as they came. */
export type MissingOrder = PeopleOrder | { by: 'run' };

type Page = { order?: MissingOrder | undefined; after?: Key | undefined; limit: number };

export type ListedPerson = PersonLine & { key: Key };

/** Units with how many are wanted in each, and which of their people, by `c`, their reporting period. */
type Wanted = { units: RawBuilder<unknown>; condition: RawBuilder<unknown> };

/** Who is due on a day and has not reported, which is looked up only in units whose counts say so of somebody. */
export function listMissing(
  db: Db,
  scope: PlaceScope,
  filter: PersonFilter,
  page: Page,
): Promise<ListedPerson[]> {
  const { programmeId, form, day } = filter;
  const units = sql`
    select u.place_id, u.group_code, sum(u.missing) as people from (
      select place_id, group_code, change as missing from due_changes
      where programme_id = ${programmeId} and day <= ${day}::date
      union all
      select place_id, group_code, -done from units_done
      where programme_id = ${programmeId} and day = ${day}::date and form = ${form}) u
    join places p on p.id = u.place_id
    where ${inSubtree('p.path', scope)} and u.group_code = any(${filter.groups}::text[])
    group by 1, 2 having sum(u.missing) > 0`;
  const isDue = sql`c.due_from <= ${day}::date and c.due_to >= ${day}::date`;
  const hasNot = sql`not exists (select from reports r where r.enrolment_id = c.enrolment_id
    and r.form = ${form} and r.slot = ${day})`;
  // Where the last report is looked up, it tells that as well.
  const condition = page.order?.by === 'run' ? isDue : sql`${isDue} and ${hasNot}`;
  return listWanted(db, { units, condition }, filter, page);
}

const takesPart = (day: string) => sql`exists (select from enrolments w
  where w.id = c.enrolment_id and coalesce(w.withdrawn_on > ${day}::date, true))`;

/** As many as {@link listMilestoneUnknown} lists. */
export async function countMilestoneUnknown(
  db: Db,
  scope: PlaceScope,
  { programmeId, groups, day }: PersonFilter,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from reporting_periods c join places p on p.id = c.place_id
    where c.programme_id = ${programmeId} and c.reason = 'milestoneUnknown'
      and ${inSubtree('p.path', scope)} and c.group_code = any(${groups}::text[])
      and ${takesPart(day)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Who has no days due because a milestone is not known, and takes part on this day. */
export function listMilestoneUnknown(
  db: Db,
  scope: PlaceScope,
  filter: PersonFilter,
  page: Page,
): Promise<ListedPerson[]> {
  const units = sql`
    select c.place_id, c.group_code, count(*) as people from reporting_periods c
    join places p on p.id = c.place_id
    where c.programme_id = ${filter.programmeId} and c.reason = 'milestoneUnknown'
      and ${inSubtree('p.path', scope)} and c.group_code = any(${filter.groups}::text[])
    group by 1, 2`;
  const condition = sql`c.reason = 'milestoneUnknown' and ${takesPart(filter.day)}`;
  return listWanted(db, { units, condition }, filter, page);
}

function listWanted(
  db: Db,
  { units, condition }: Wanted,
  filter: PersonFilter,
  { order, after, limit }: Page,
): Promise<ListedPerson[]> {
  const { enrolmentIds } = filter;
  const wanted = {
    units,
    condition: enrolmentIds
      ? sql`${condition} and c.enrolment_id = any(${enrolmentIds}::bigint[])`
      : condition,
  };
  if (order) return listSorted(db, wanted, filter, { order, after, limit });
  return listByUnit(db, wanted, filter, { after: after as PersonKey | undefined, limit });
}

/** One unit after the other in the order of the index, until the page is full. */
async function listByUnit(
  db: Db,
  { units, condition }: Wanted,
  { programmeId }: PersonFilter,
  { after = startOfPeople, limit }: { after: PersonKey | undefined; limit: number },
): Promise<ListedPerson[]> {
  const [placeId, group, enrolmentId] = after;
  const { rows } = await sql<PersonLine>`
    with units as materialized (${units})
    select l.* from (
      select * from units where (place_id, group_code) >= (${placeId}, ${group})
      order by place_id, group_code) u
    cross join lateral (
      select ${personColumns} from reporting_periods c join enrolments e on e.id = c.enrolment_id ${personJoins}
      where c.programme_id = ${programmeId} and c.place_id = u.place_id
        and c.group_code = u.group_code and ${condition}
        and (u.place_id, u.group_code, c.enrolment_id) > (${placeId}, ${group}, ${enrolmentId})
      order by c.enrolment_id limit ${limit}) l
    order by u.place_id, u.group_code, l."enrolmentId" limit ${limit}`.execute(db);
  return rows.map((row) => ({ ...row, key: keyOfPerson(row) }));
}

async function listSorted(
  db: Db,
  wanted: Wanted,
  filter: PersonFilter,
  { order, after, limit }: Page & { order: MissingOrder },
): Promise<ListedPerson[]> {
  const { join, keys, begins } = order.by === 'run' ? byRun(filter) : sortingOf(order);
  const page = pageBy([...keys, sql`e.id`], after);
  const { behind } = page;
  const peopleOf = async () => {
    const few = await areFew(db, wanted);
    if (order.by === 'run') {
      return sql`${few ? unitByUnit(wanted, filter) : amongAll(wanted, filter)} ${join}`;
    }
    if (few) {
      return sql`${unitByUnit(wanted, filter)} join enrolments e on e.id = c.enrolment_id ${join}`;
    }
    if (order.by !== 'place') return alongIndex(wanted, filter);
    return placeByPlace(wanted, filter, { placeIds: order.placeIds, behind, after, limit });
  };
  const { rows } = await sql<ListedPerson>`
    with units as materialized (${wanted.units})
    select ${personColumns}, ${page.key} as key from (
      select e.id, ${page.columns} from ${await peopleOf()}
      where ${begins} and ${behind} order by ${page.orderBy} limit ${limit}) l
    join enrolments e on e.id = l.id ${personJoins}
    order by ${page.orderBy}`.execute(db);
  return rows;
}

function byRun(filter: PersonFilter): Sorting {
  const { join, missed, lastDay } = runUpTo(filter, sql`<=`);
  return {
    join: sql`cross join lateral (select c.enrolment_id as id) e ${join}`,
    keys: [sql`-${missed}`],
    begins: sql`${lastDay} is distinct from ${filter.day}::date`,
  };
}

/** Whether it costs less to find them all than to meet a page of them among everybody else. */
async function areFew(db: Db, { units }: Wanted): Promise<boolean> {
  const { rows } = await sql<{ few: boolean }>`
    select coalesce(sum(people), 0) <= 2000 as few from (${units}) u`.execute(db);
  return rows[0]?.few ?? true;
}

/*
 * Where people are looked for: `e`, an enrolment, and `c`, its reporting period. `offset 0` and `is true` keep the
 * planner to it, which cannot know how many of a programme's people are wanted.
 */

/** All of them, along the index of units. */
const unitByUnit = ({ condition }: Wanted, { programmeId }: PersonFilter) => sql`
  units u cross join lateral (
    select c.enrolment_id, c.due_from from reporting_periods c
    where c.programme_id = ${programmeId} and c.place_id = u.place_id
      and c.group_code = u.group_code and ${condition} offset 0) c`;

/** All of them, where they are so many that everybody is looked at. */
const amongAll = ({ condition }: Wanted, { programmeId }: PersonFilter) => sql`
  (select c.enrolment_id, c.due_from from reporting_periods c
    where c.programme_id = ${programmeId} and ${isInUnits('c')} and ${condition} offset 0) c`;

/** One after the other along the index of the order, until the page is full. */
const alongIndex = ({ condition }: Wanted, { programmeId }: PersonFilter) => sql`
  (select * from enrolments e where e.programme_id = ${programmeId} and ${isInUnits('e')}) e
  cross join lateral (
    select from reporting_periods c where c.enrolment_id = e.id and ${condition} offset 0) c`;

const isInUnits = (of: 'c' | 'e') => sql`(
  (${sql.ref(`${of}.place_id`)}, ${sql.ref(`${of}.group_code`)})
    in (select place_id, group_code from units)) is true`;

type Places = {
  placeIds: number[];
  behind: RawBuilder<unknown>;
  after: Key | undefined;
  limit: number;
};

/** Of each place at most a page is read, along the index of its names, and no place once the page is full. */
const placeByPlace = (wanted: Wanted, filter: PersonFilter, places: Places) => sql`
  (select * from unnest(${places.placeIds}::bigint[]) with ordinality as s (place_id, n)
    where s.n >= ${places.after?.[0] ?? 0}::bigint) s
  cross join lateral (
    select e.id, e.name_order from ${alongIndex(wanted, filter)}
    where e.place_id = s.place_id and ${places.behind}
    order by e.name_order, e.id limit ${places.limit}) e`;
