import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';

/** An import as other systems are told of it: counts alone. */
export type ImportNews = {
  id: string;
  state: 'done' | 'failed';
  rows: number | null;
  fresh: number;
  updated: number;
  unchanged: number;
  refused: number;
  absent: number | null;
  finishedAt: Date;
};

/** Imports of a programme that ended after one moment and up to another, in that order. */
export async function listImportNews(
  db: Db,
  programmeId: number,
  { after, until }: { after: Date; until: Date },
): Promise<ImportNews[]> {
  const { rows } = await sql<ImportNews>`
    select id, state, rows_total as rows, fresh, updated, unchanged, refused, absent,
      finished_at as "finishedAt"
    from roster_imports
    where programme_id = ${programmeId} and state in ('done', 'failed')
      and finished_at > ${after} and finished_at <= ${until}
    order by finished_at, id`.execute(db);
  return rows;
}
