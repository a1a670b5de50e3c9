import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';

/** An alert as other systems are told of it: nothing of the person. */
export type AlertNews = {
  id: number;
  form: string;
  day: string;
  levels: string[];
  openedAt: Date;
  placeCode: string;
  placeZh: string;
  placeEn: string;
};

/** Alerts of a programme with a number above `after` that had opened by a moment, in the order of their numbers. */
export async function listAlertNews(
  db: Db,
  scope: PlaceScope,
  {
    programmeId,
    after,
    until,
    limit,
  }: { programmeId: number; after: number; until: Date; limit: number },
): Promise<AlertNews[]> {
  const { rows } = await sql<AlertNews>`
    select a.id, a.form, a.day, a.levels, a.opened_at as "openedAt",
      p.code as "placeCode", p.name_zh as "placeZh", p.name_en as "placeEn"
    from alerts a
    cross join lateral (select place_id from enrolments where id = a.enrolment_id offset 0) e
    join places p on p.id = e.place_id
    where a.programme_id = ${programmeId} and a.id > ${after} and a.opened_at <= ${until}
      and ${inSubtree('p.path', scope)}
    order by a.id limit ${limit}`.execute(db);
  return rows;
}

/** The highest number of an alert of a programme that had opened by a moment. */
export async function lastAlertNumber(db: Db, programmeId: number, until: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select id from alerts where programme_id = ${programmeId} and opened_at <= ${until}
    order by id desc limit 1`.execute(db);
  return rows[0]?.id ?? 0;
}
