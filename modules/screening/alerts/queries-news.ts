import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';

/** A high temperature as other systems are told of it: nothing of the person. */
export type HighNews = {
  id: number;
  temperature: number;
  checkedAt: Date;
  siteCode: string;
  siteZh: string;
  siteEn: string;
};

/**
 * High temperatures of people of a programme with a number above `after` that had been noted by a moment, in the order of
 * their numbers.
 */
export async function listHighNews(
  db: Db,
  scope: PlaceScope,
  {
    programmeId,
    after,
    until,
    limit,
  }: { programmeId: number; after: number; until: Date; limit: number },
): Promise<HighNews[]> {
  const { rows } = await sql<HighNews>`
    select a.id, c.temperature::float8 as temperature, c.checked_at as "checkedAt",
      p.code as "siteCode", p.name_zh as "siteZh", p.name_en as "siteEn"
    from fever_alerts a join places p on p.id = a.site_id
    join checks c on c.id = a.check_id join enrolments e on e.id = c.enrolment_id
    where a.id > ${after} and a.opened_at <= ${until} and e.programme_id = ${programmeId}
      and ${inSubtree('p.path', scope)}
    order by a.id limit ${limit}`.execute(db);
  return rows;
}

/** The highest number of a high temperature that had been noted by a moment. */
export async function lastHighNumber(db: Db, until: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select id from fever_alerts where opened_at <= ${until} order by id desc limit 1`.execute(db);
  return rows[0]?.id ?? 0;
}
