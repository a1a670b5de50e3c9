import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import { arrayOf } from '../../../platform/prepared.ts';
import { isOpen } from '../../places/public.ts';
import type { ScannerRole } from './contract.ts';

/** Somebody's work at a site. */
export type Work = {
  siteId: number;
  /** The site's place in the tree. */
  path: string;
  role: ScannerRole;
  /** The site is in use: neither it nor a place above it is disabled. */
  open: boolean;
  /** They are disabled there: a flag of their own, or of a line in which they stand. */
  suspended: boolean;
  /** They report for it. */
  reports: boolean;
};

/** What somebody does at a site: the inside of a lateral; no row for who was never assigned there. */
export function workAt(
  personId: RawBuilder<unknown>,
  siteId: RawBuilder<unknown>,
): RawBuilder<Work> {
  return sql`select s.site_id as "siteId", p.path, s.role,
      ${isOpen('p.path')} as open, g.suspended, s.reports
    from (select ${personId} as person, ${siteId} as site) asked
    join scanners s on s.person_id = asked.person and s.site_id = asked.site
    join grants g on g.id = s.grant_id join places p on p.id = s.site_id limit 1`;
}

/** What these people do at these sites, in order; undefined for who was never assigned there. */
export async function listWork(
  db: Db,
  asked: { personId: string; siteId: number }[],
): Promise<(Work | undefined)[]> {
  const { rows } = await sql<Work & { nth: number }>`/* prepared: staff.work */
    select a.nth, w.* from unnest(
        ${arrayOf(asked.map(({ personId }) => personId))}::uuid[],
        ${arrayOf(asked.map(({ siteId }) => siteId))}::bigint[])
      with ordinality as a (person_id, site_id, nth)
    cross join lateral (${workAt(sql`a.person_id`, sql`a.site_id`)}) w`.execute(db);
  const found = new Map(rows.map(({ nth, ...row }) => [Number(nth), row]));
  return asked.map((_, index) => found.get(index + 1));
}

/** All sites where somebody works, those below `path` alone where one is given. */
export async function listWorkOf(db: Db, personId: string, path?: string): Promise<Work[]> {
  const { rows } = await sql<Work>`/* prepared: staff.work_of */
    select s.site_id as "siteId", p.path, s.role,
      ${isOpen('p.path')} as open, g.suspended, s.reports
    from scanners s join grants g on g.id = s.grant_id join places p on p.id = s.site_id
    where s.person_id = ${personId}::uuid and starts_with(p.path, ${path ?? '/'})
    order by s.site_id`.execute(db);
  return rows;
}

export type Senior = { siteId: number; personId: string; siteZh: string; siteEn: string };

/** Who is to be told of what happens at a site: its seniors who can work there. */
export async function listSeniors(db: Db, siteIds: number[]): Promise<Senior[]> {
  const { rows } = await sql<Senior>`
    select s.site_id as "siteId", s.person_id as "personId", p.name_zh as "siteZh", p.name_en as "siteEn"
    from scanners s join grants g on g.id = s.grant_id join places p on p.id = s.site_id
    where s.site_id = any(${siteIds}::bigint[]) and s.role = 'senior_scanner' and not g.suspended
    order by s.id`.execute(db);
  return rows;
}
