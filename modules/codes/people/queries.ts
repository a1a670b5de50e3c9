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
  const people = sql`(select * from code_states s where ${mayShow(filter)} offset 0) s
    cross join lateral (select * from enrolments e where e.id = s.enrolment_id limit 1) e
    join places p on p.id = e.place_id`;
  const condition = sql`${inSubtree('p.path', scope)}
    and (e.place_id, e.id) > (${placeId}::bigint, ${enrolmentId}::bigint)`;
  return list(db, filter, { people, condition, limit });
}

/** A page out of the next people, up to where a stretch of them ends; null is the end of all. */
export function listInStretch(
  db: Db,
  scope: PlaceScope,
  filter: ColouredFilter,
  { after, upTo, limit }: Stretch & { upTo: ColouredKey | null },
): Promise<ColouredPerson[]> {
  const ends = upTo
    ? sql`(e.place_id, e.id) <= (${upTo[0]}::bigint, ${upTo[1]}::bigint)`
    : sql`true`;
  const people = sql`${unitByUnit(scope, filter, after, ends)}
    left join lateral (select * from code_states s where s.enrolment_id = e.id limit 1) s on true`;
  return list(db, filter, { people, condition: sql`true`, limit });
}

/** After how many of the next people a stretch ends; null where there are not so many. */
export async function findStretch(
  db: Db,
  scope: PlaceScope,
  filter: ColouredFilter,
  { after, size }: { after: ColouredKey; size: number },
): Promise<ColouredKey | null> {
  const { rows } = await sql<{ placeId: number; enrolmentId: number }>`
    select e.place_id as "placeId", e.id as "enrolmentId"
    from ${unitByUnit(scope, filter, after, sql`true`)}
    order by p.id, e.id offset ${size - 1} limit 1`.execute(db);
  const [row] = rows;
  return row ? [row.placeId, row.enrolmentId] : null;
}

/** People as `e`, one unit after the other in the order of the index, so that reading can stop at any of them. */
const unitByUnit = (
  scope: PlaceScope,
  { programmeId, placePath }: ColouredFilter,
  [placeId, enrolmentId]: ColouredKey,
  ends: RawBuilder<unknown>,
) => sql`
  (select p.id, p.name_zh, p.name_en from places p
    where p.id >= ${placeId}::bigint and p.path like ${`${placePath}%`} and ${inSubtree('p.path', scope)}
    order by p.id) p
  cross join lateral (
    select e.* from enrolments e
    where e.place_id = p.id and e.programme_id = ${programmeId}
      and (p.id > ${placeId}::bigint or e.id > ${enrolmentId}::bigint) and ${ends}
    order by e.id offset 0) e`;

type Source = { people: RawBuilder<unknown>; condition: RawBuilder<unknown>; limit: number };

async function list(
  db: Db,
  { colour, today, now }: ColouredFilter,
  { people, condition, limit }: Source,
): Promise<ColouredPerson[]> {
  const { rows } = await sql<ColouredPerson>`
    select l.*, n.name from (
      select e.id as "enrolmentId", e.person_id as "personId", e.group_code as "group",
        p.id as "placeId", p.name_zh as "placeZh", p.name_en as "placeEn"
      from ${people} ${standingAt(now)}
      where ${condition} and (e.withdrawn_on is null or e.withdrawn_on > ${today}::date)
        and ${colourAt(now)} = ${colour}
      order by p.id, e.id limit ${limit}) l
    join persons n on n.id = l."personId"
    order by l."placeId", l."enrolmentId"`.execute(db);
  return rows;
}
