import { type RawBuilder, sql } from 'kysely';
import { type CodeColour, codeColours, isWorse } from '../../../forms/colours.ts';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import { colourAt, standingAt } from '../figures/queries.ts';

export type ColouredPerson = {
  enrolmentId: number;
  personId: string;
  name: string;
  group: string;
  placeId: number;
  placeZh: string;
  placeEn: string;
};

/** Where somebody stands in the list: the unit, and the enrolment. */
export type ColouredKey = readonly [placeId: number, enrolmentId: number];

export type ColouredFilter = {
  programmeId: number;
  /** Of the programme's place, below which all its people are. */
  placePath: string;
  colour: CodeColour;
  today: string;
  now: Date;
};

type Stretch = { after: ColouredKey; limit: number };

/** The colours of rules that a code may show first and this one later: it itself, and all that are worse. */
const firstColours = (colour: CodeColour) =>
  codeColours.filter((each) => each === colour || isWorse(each, colour));

/** Whether `s` is in the index of codes that may show this colour, which a rule gives; as the index says it. */
const mayShow = ({ programmeId, colour }: ColouredFilter) => sql`s.programme_id = ${programmeId}
  and s.timeline -> 0 ->> 'colour' in ('yellow', 'orange', 'red')
  and s.timeline -> 0 ->> 'colour' = any(${firstColours(colour)}::text[])`;

/** Whether no more codes of the programme than so many may show a colour, which a rule gives. */
export async function areFew(db: Db, filter: ColouredFilter, most: number): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from code_states s where ${mayShow(filter)} limit ${most + 1}) s`.execute(db);
  return (rows[0]?.count ?? 0) <= most;
}

/** A page out of all who may have a colour that a rule gives, where these are few. */
export function listAmongFew(
  db: Db,
  scope: PlaceScope,
  filter: ColouredFilter,
  { after: [placeId, enrolmentId], limit }: Stretch,
): Promise<ColouredPerson[]> {
  // `offset 0` and `limit 1` keep the planner to it: one code after the other, each with its person.
  return named(
    db,
    sql`select ${columns}
      from (select * from code_states s where ${mayShow(filter)} offset 0) s
      cross join lateral (select * from enrolments e where e.id = s.enrolment_id limit 1) e
      join places p on p.id = e.place_id ${standingAt(filter.now)}
      where ${shows(filter)} and ${inSubtree('p.path', scope)}
        and (e.place_id, e.id) > (${placeId}::bigint, ${enrolmentId}::bigint)
      order by e.place_id, e.id limit ${limit}`,
  );
}

/** A page out of the next people, up to where a stretch of them ends; null is the end of all. */
export function listInStretch(
  db: Db,
  scope: PlaceScope,
  filter: ColouredFilter,
  { after, upTo, limit }: Stretch & { upTo: ColouredKey | null },
): Promise<ColouredPerson[]> {
  const ends = upTo
    ? sql`e.id <= case when p.id = ${upTo[0]}::bigint then ${upTo[1]}::bigint else ${Number.MAX_SAFE_INTEGER}::bigint end`
    : sql`true`;
  return named(
    db,
    sql`select l.* from ${units(scope, filter, after, upTo)} cross join lateral (
      select ${columns} from (select * from enrolments e
        where ${isNext(filter, after)} and ${ends} order by e.id offset 0) e
      left join lateral (select * from code_states s where s.enrolment_id = e.id limit 1) s on true
      ${standingAt(filter.now)}
      where ${shows(filter)} order by e.id limit ${limit}) l
    order by p.id, l."enrolmentId" limit ${limit}`,
  );
}

/** The person with whom a stretch of so many ends; null where there are not so many. */
export async function findStretch(
  db: Db,
  scope: PlaceScope,
  filter: ColouredFilter,
  { after, size }: { after: ColouredKey; size: number },
): Promise<ColouredKey | null> {
  const { rows } = await sql<{ placeId: number; enrolmentId: number }>`
    select p.id as "placeId", e.id as "enrolmentId"
    from ${units(scope, filter, after)} cross join lateral (
      select e.id from enrolments e where ${isNext(filter, after)} order by e.id limit ${size}) e
    order by p.id, e.id offset ${size - 1} limit 1`.execute(db);
  const [row] = rows;
  return row ? [row.placeId, row.enrolmentId] : null;
}

/** The units that come next, as `p`: of each the people are read along an index, until there are enough of them. */
const units = (
  scope: PlaceScope,
  { placePath }: ColouredFilter,
  [placeId]: ColouredKey,
  upTo: ColouredKey | null = null,
) => sql`
  (select p.id, p.name_zh, p.name_en from places p
    where p.id between ${placeId}::bigint and ${upTo?.[0] ?? Number.MAX_SAFE_INTEGER}::bigint and p.path like ${`${placePath}%`} and ${inSubtree('p.path', scope)}
    order by p.id) p`;

/** Whether `e` is of the unit `p` and stands behind the last one. */
const isNext = ({ programmeId }: ColouredFilter, [placeId, enrolmentId]: ColouredKey) => sql`
  e.place_id = p.id and e.programme_id = ${programmeId}
  and e.id > case when p.id = ${placeId}::bigint then ${enrolmentId}::bigint else 0 end`;

const shows = ({ colour, today, now }: ColouredFilter) => sql`
  (e.withdrawn_on is null or e.withdrawn_on > ${today}::date) and ${colourAt(now)} = ${colour}`;

const columns = sql`e.id as "enrolmentId", e.person_id as "personId", e.group_code as "group",
  p.id as "placeId", p.name_zh as "placeZh", p.name_en as "placeEn"`;

async function named(db: Db, people: RawBuilder<unknown>): Promise<ColouredPerson[]> {
  const { rows } = await sql<ColouredPerson>`
    select l.*, n.name from (${people}) l join persons n on n.id = l."personId"
    order by l."placeId", l."enrolmentId"`.execute(db);
  return rows;
}
