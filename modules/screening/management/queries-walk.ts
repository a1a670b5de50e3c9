import { type RawBuilder, sql } from 'kysely';
import type { CodeColour } from '../../../forms/colours.ts';
import type { Db } from '../../../platform/database.ts';
import { arrayOf } from '../../../platform/prepared.ts';
import { nameInOrder, standsNear } from '../../programmes/public.ts';
import type { Conflict } from '../rules.ts';
import type { CheckWay } from '../tables.ts';
import type { Span } from './rules.ts';

export type ManagedRow = {
  id: string;
  enrolmentId: number;
  personId: string;
  name: string;
  siteId: number;
  sitePath: string;
  siteZh: string;
  siteEn: string;
  checkedAt: Date;
  /** `checkedAt` to the microsecond: pages are found by it. */
  key: string;
  recordedAt: Date;
  temperature: number;
  colour: CodeColour;
  shown: string;
  scanner: string;
  way: CheckWay;
  conflict: Conflict | null;
  undoneAt: Date | null;
};

/** Where a page begins: behind this check in the direction that is walked. */
export type Key = { at: string; id: string };

/** Whose checks are seen: of all sites, or of these and of these one’s own. */
export type Readable = { readerId: string; everywhere: boolean; all: number[]; own: number[] };

export type Wanted = {
  programmeId: number;
  readable: Readable;
  span: Span;
  /** How names begin; none where it is known who is meant. */
  name?: string | undefined;
  /** Who they are whose names begin so, where that was asked; null where they are too many. */
  named?: number[] | null;
  colour?: CodeColour | undefined;
  /** From this temperature on. */
  highFrom?: number | undefined;
  conflict?: boolean | undefined;
  undone?: boolean | undefined;
  newestFirst: boolean;
};

/** From here on the index of notable checks has them. */
const notableFrom = 37.3;
const notableColours: readonly CodeColour[] = ['yellow', 'orange', 'red'];

/** Whether only such checks are wanted as the index of notable ones holds. */
const isNotable = ({ colour, highFrom, conflict, undone }: Wanted): boolean =>
  conflict === true ||
  undone === true ||
  (highFrom !== undefined && highFrom >= notableFrom) ||
  (colour !== undefined && notableColours.includes(colour));

/** With it the planner knows that the index has all that is wanted. */
const notable = sql`(conflict is not null or undone_at is not null or temperature >= 37.3
  or colour in ('yellow', 'orange', 'red'))`;

const orderOf = ({ newestFirst }: Wanted) =>
  newestFirst ? sql`checked_at desc, id desc` : sql`checked_at, id`;

const keyOf = ({ at, id }: Key) => sql`(${at}::timestamptz, ${id}::uuid)`;

function inSpan({ span, newestFirst }: Wanted, after: Key | null): RawBuilder<unknown> {
  const { since, until } = span;
  const parts = [
    ...(since ? [sql`checked_at >= ${since}`] : []),
    ...(until ? [sql`checked_at < ${until}`] : []),
    ...(after
      ? [
          newestFirst
            ? sql`(checked_at, id) < ${keyOf(after)}`
            : sql`(checked_at, id) > ${keyOf(after)}`,
        ]
      : []),
  ];
  return parts.length > 0 ? sql.join(parts, sql` and `) : sql`true`;
}

/** What a check itself says whether it is wanted. */
function isWanted(wanted: Wanted): RawBuilder<unknown> {
  const { readable, colour, highFrom, conflict, undone } = wanted;
  const { everywhere, all, own, readerId } = readable;
  const parts = [
    ...(everywhere
      ? []
      : [
          sql`(site_id = any(${arrayOf(all)}::bigint[])
            or (site_id = any(${arrayOf(own)}::bigint[]) and scanner_id = ${readerId}::uuid))`,
        ]),
    ...(colour === undefined ? [] : [sql`colour = ${colour}`]),
    ...(highFrom === undefined ? [] : [sql`temperature >= ${highFrom}`]),
    ...(conflict === undefined ? [] : [sql`(conflict is not null) = ${conflict}`]),
    ...(undone === undefined ? [] : [sql`(undone_at is not null) = ${undone}`]),
  ];
  return parts.length > 0 ? sql.join(parts, sql` and `) : sql`true`;
}

const plainName = (name: string) => name.toLowerCase();

/** Whether a name begins so; letters of the alphabet in whatever case. */
const isNamed = (name: string) =>
  sql`starts_with(lower(${nameInOrder} collate "C"), ${plainName(name)})`;

/** Keeps of `c`, checks in order, those of whom is looked for. */
function ofThose({ programmeId, name, named }: Wanted): RawBuilder<unknown> {
  if (named) return sql`where c.enrolment_id = any(${arrayOf(named)}::bigint[])`;
  return sql`cross join lateral (
    select from enrolments e where e.id = c.enrolment_id and e.programme_id = ${programmeId}
      and ${name === undefined ? sql`true` : isNamed(name)} limit 1) e`;
}

/** People of the programme whose names begin so, withdrawn ones as well; null where there are more than so many. */
export async function listNamed(
  db: Db,
  programmeId: number,
  name: string,
  most: number,
): Promise<number[] | null> {
  const { rows } = await sql<{ ids: number[] | null }>`
    select case when count(*) <= ${most} then coalesce(array_agg(id), '{}') end as ids from (
      select e.id from enrolments e
      where e.programme_id = ${programmeId} and ${standsNear(name)} and ${isNamed(name)}
      limit ${most + 1}) named`.execute(db);
  return rows[0]?.ids ?? null;
}

export const shown = sql`c.id, c.enrolment_id as "enrolmentId", e.person_id as "personId", ${nameInOrder} as name, c.site_id as "siteId",
  s.path as "sitePath", s.name_zh as "siteZh", s.name_en as "siteEn", c.checked_at as "checkedAt",
  c.checked_at::text as key, c.recorded_at as "recordedAt", c.temperature, c.colour, c.shown, w.name as scanner,
  c.way, c.conflict, c.undone_at as "undoneAt"`;

export const joins = sql`join enrolments e on e.id = c.enrolment_id
  join places s on s.id = c.site_id
  join persons w on w.id = c.scanner_id`;

/** Checks of these people. Each is asked for the nearest; only those of whom a page can have any give more. */
export async function listOfPeople(
  db: Db,
  wanted: Wanted,
  enrolmentIds: number[],
  page: { after: Key | null; limit: number },
): Promise<ManagedRow[]> {
  const { after, limit } = page;
  const order = orderOf(wanted);
  const of = (enrolment: RawBuilder<unknown>, most: number) => sql`
    select * from checks where enrolment_id = ${enrolment} and ${inSpan(wanted, after)} and ${isWanted(wanted)}
    order by ${order} limit ${most}`;
  const { rows } = await sql<ManagedRow>`
    select ${shown} from (
      select c.* from (
        select one.enrolment from unnest(${arrayOf(enrolmentIds)}::bigint[]) as one (enrolment)
        cross join lateral (${of(sql`one.enrolment`, 1)}) nearest
        order by ${order} limit ${limit}) near
      cross join lateral (${of(sql`near.enrolment`, limit)}) c
      order by ${order} limit ${limit}) c
    ${joins} order by ${sql.raw(wanted.newestFirst ? 'c.checked_at desc, c.id desc' : 'c.checked_at, c.id')}`.execute(
    db,
  );
  return rows;
}

/** Which way is walked: along all checks in time, or along those of each site. */
export type Way = 'time' | 'sites';

/** With more sites than that it is quicker to go through all checks. */
const mostSites = 200;

export function wayOf(wanted: Wanted): Way {
  const { everywhere, all, own } = wanted.readable;
  return everywhere || all.length + own.length > mostSites ? 'time' : 'sites';
}

/** So many walks stand beside each other. */
export const lanesOf = (wanted: Wanted): number =>
  wayOf(wanted) === 'time' ? 1 : wanted.readable.all.length + wanted.readable.own.length;

/** The next `most` checks of each lane, wanted or not; `nth` counts them. */
function lanes(wanted: Wanted, after: Key | null, most: number): RawBuilder<unknown> {
  const order = orderOf(wanted);
  const lane = (condition: RawBuilder<unknown>) => sql`
    select *, row_number() over (order by ${order}) as nth from checks
    where ${condition} and ${isNotable(wanted) ? notable : sql`true`} and ${inSpan(wanted, after)}
    order by ${order} limit ${most}`;
  if (wayOf(wanted) === 'time') return lane(sql`true`);
  const { all, own, readerId } = wanted.readable;
  return sql`
    select c.* from unnest(${arrayOf(all)}::bigint[]) as site (id)
    cross join lateral (${lane(sql`site_id = site.id`)}) c
    union all
    select c.* from unnest(${arrayOf(own)}::bigint[]) as site (id)
    cross join lateral (${lane(sql`scanner_id = ${readerId}::uuid and site_id = site.id`)}) c`;
}

/**
 * Of the next `most` checks of each lane those that are wanted, in order. Beyond the nearest of the lanes’ ends nobody
 * knows what comes: rows end there, and `end` is where to go on. It is null where all lanes came to their ends.
 */
export async function walk(
  db: Db,
  wanted: Wanted,
  { after, most, limit }: { after: Key | null; most: number; limit: number },
): Promise<{ rows: ManagedRow[]; end: Key | null }> {
  const order = orderOf(wanted);
  const { newestFirst } = wanted;
  const comesBefore = newestFirst
    ? sql`(c.checked_at, c.id) >= (h.checked_at, h.id)`
    : sql`(c.checked_at, c.id) <= (h.checked_at, h.id)`;
  const { rows } = await sql<ManagedRow & { endAt: string | null; endId: string | null }>`
    with seen as materialized (${lanes(wanted, after, most)}),
    horizon as (select checked_at, id from seen where nth = ${most} order by ${order} limit 1),
    found as (
      select c.* from (
        select c.* from (select * from seen where ${isWanted(wanted)}) c left join horizon h on true
        where h.id is null or ${comesBefore} order by ${order} offset 0) c
      ${ofThose(wanted)}
      limit ${limit})
    select f.*, h.checked_at::text as "endAt", h.id as "endId"
    from (select) one left join horizon h on true left join (select ${shown} from found c ${joins}) f on true
    order by ${sql.raw(newestFirst ? 'f."checkedAt" desc, f.id desc' : 'f."checkedAt", f.id')}`.execute(
    db,
  );
  const { endAt = null, endId = null } = rows[0] ?? {};
  const end = endAt !== null && endId !== null ? { at: endAt, id: endId } : null;
  return { end, rows: rows.flatMap(({ endAt: _, endId: __, ...row }) => (row.id ? [row] : [])) };
}

/** All that is wanted, in no order: to know about how much it is. */
export function plainChecks(wanted: Wanted, enrolmentIds: number[] | null): RawBuilder<unknown> {
  const { name, programmeId } = wanted;
  const ofPeople = enrolmentIds
    ? sql`enrolment_id = any(${arrayOf(enrolmentIds)}::bigint[])`
    : sql`true`;
  const checks = sql`select enrolment_id from checks
    where ${ofPeople} and ${inSpan(wanted, null)} and ${isWanted(wanted)}`;
  if (name === undefined) return checks;
  return sql`select from (${checks}) c join enrolments e on e.id = c.enrolment_id
    where e.programme_id = ${programmeId} and ${isNamed(name)}`;
}
