import { sql } from 'kysely';
import type { CodeColour } from '../../../forms/colours.ts';
import type { Db } from '../../../platform/database.ts';
import { arrayOf } from '../../../platform/prepared.ts';
import type { Conflict } from '../rules.ts';
import type { CheckWay } from '../tables.ts';

/** A check as lists show it. */
export type RecordRow = {
  id: string;
  siteId: number;
  siteZh: string;
  siteEn: string;
  enrolmentId: number;
  personId: string;
  name: string;
  scannerId: string;
  checkedAt: Date;
  /** `checkedAt` to the microsecond: pages are found by it. */
  key: string;
  temperature: number;
  colour: CodeColour;
  conflict: Conflict | null;
  undoneAt: Date | null;
};

/** Where somebody sees all checks, and where only their own. */
export type Readable = { readerId: string; all: number[]; own: number[] };

type Page = { after: { key: string; id: string } | undefined; limit: number };

export const recordColumns = sql`c.id, c.site_id as "siteId", s.name_zh as "siteZh", s.name_en as "siteEn",
  c.enrolment_id as "enrolmentId", e.person_id as "personId", p.name,
  c.scanner_id as "scannerId", c.checked_at as "checkedAt", c.checked_at::text as key,
  c.temperature, c.colour, c.conflict, c.undone_at as "undoneAt"`;

export const recordJoins = sql`join places s on s.id = c.site_id
  join enrolments e on e.id = c.enrolment_id
  join persons p on p.id = e.person_id`;

const older = ({ after }: Page) =>
  after ? sql`and (checked_at, id) < (${after.key}::timestamptz, ${after.id}::uuid)` : sql``;

/**
 * Checks of the sites, newest first. Each site gives no more than a page, by its index, so that it does not matter
 * how many there are.
 */
export async function listRecords(
  db: Db,
  { readerId, all, own }: Readable,
  page: Page,
): Promise<RecordRow[]> {
  const { rows } = await sql<RecordRow>`
    select ${recordColumns} from (
      select c.* from unnest(${all}::bigint[]) as site (id)
      cross join lateral (
        select * from checks where site_id = site.id ${older(page)}
        order by checked_at desc, id desc limit ${page.limit}) c
      union all
      select c.* from unnest(${own}::bigint[]) as site (id)
      cross join lateral (
        select * from checks where scanner_id = ${readerId} and site_id = site.id ${older(page)}
        order by checked_at desc, id desc limit ${page.limit}) c) c
    ${recordJoins}
    order by c.checked_at desc, c.id desc limit ${page.limit}`.execute(db);
  return rows;
}

/** The same of these people alone: each gives no more than a page. */
export async function listRecordsOf(
  db: Db,
  { readerId, all, own }: Readable,
  enrolmentIds: number[],
  { after, limit }: Page,
): Promise<RecordRow[]> {
  const before = sql`(${after?.key ?? 'infinity'}::timestamptz, ${after?.id ?? lastId}::uuid)`;
  const { rows } = await sql<RecordRow>`/* prepared: screening.records_of */
    select ${recordColumns} from unnest(${arrayOf(enrolmentIds)}::bigint[]) as whose (id)
    cross join lateral (
      select * from checks where enrolment_id = whose.id and (checked_at, id) < ${before}
        and (site_id = any(${arrayOf(all)}::bigint[])
          or (site_id = any(${arrayOf(own)}::bigint[]) and scanner_id = ${readerId}::uuid))
      order by checked_at desc, id desc limit ${limit}) c
    ${recordJoins}
    order by c.checked_at desc, c.id desc limit ${limit}`.execute(db);
  return rows;
}

/** No id comes after it. */
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

export type RecordDetails = RecordRow & {
  realm: string;
  scanner: string;
  way: CheckWay;
  recordedAt: Date;
  remark: string | null;
  shown: string;
  unverifiedPhone: Buffer | null;
};

export async function findRecord(
  db: Db,
  { readerId, all, own }: Readable,
  id: string,
): Promise<RecordDetails | undefined> {
  const { rows } = await sql<RecordDetails>`
    select ${recordColumns}, g.realm, w.name as scanner, c.way, c.recorded_at as "recordedAt", c.remark, c.shown,
      c.unverified_phone as "unverifiedPhone"
    from checks c ${recordJoins}
    join programmes g on g.id = e.programme_id
    join persons w on w.id = c.scanner_id
    where c.id = ${id} and (c.site_id = any(${all}::bigint[])
      or (c.site_id = any(${own}::bigint[]) and c.scanner_id = ${readerId}))`.execute(db);
  return rows[0];
}
