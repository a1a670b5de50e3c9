import { type Selectable, sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import { type DeclarationTable, type ReportTable, typed } from '../tables.ts';
import type { CurrentReport } from './rules.ts';

/**
 * Reports of one enrolment: one's own, or one that a scope was checked for. A person's reports are
 * few hundred at most, so they are read without pages.
 */

export type ReportRow = Selectable<ReportTable>;

/** All current reports; `withContent` names the forms whose values are wanted. */
export async function listCurrentReports(
  db: Db,
  enrolmentId: number,
  withContent: string[],
): Promise<CurrentReport[]> {
  const { rows } = await sql<CurrentReport>`/* prepared: reports.currentReports */
    select form, day, incomplete, sent_at as "sentAt", form_version_id as "formVersionId",
      case when form = any(${withContent}::text[]) then content end as content
    from reports where enrolment_id = ${enrolmentId} and current`.execute(db);
  return rows;
}

/** Newest day first; within a slot the newest version first. `all` gives the earlier versions, too. */
export function listReports(
  db: Db,
  enrolmentId: number,
  { form, slot, all = false }: { form?: string; slot?: string | undefined; all?: boolean } = {},
): Promise<ReportRow[]> {
  let query = typed(db)
    .selectFrom('reports')
    .selectAll()
    .where('enrolment_id', '=', enrolmentId)
    .orderBy('day', 'desc')
    .orderBy('form')
    .orderBy('slot')
    .orderBy('version', 'desc');
  if (form !== undefined) query = query.where('form', '=', form);
  if (slot !== undefined) query = query.where('slot', '=', slot);
  if (!all) query = query.where('current', '=', true);
  return query.execute();
}

/** Keeps a declaration, and notes it where every report looks for it. */
export async function insertDeclaration(db: Db, declaration: DeclarationTable): Promise<void> {
  await typed(db)
    .insertInto('declarations')
    .values(declaration)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const noted = JSON.stringify({ [declaration.app]: declaration.version });
  await typed(db)
    .updateTable('reporting_periods')
    .set({ declared: sql`declared || ${noted}::jsonb` })
    .where('programme_id', '=', declaration.programme_id)
    .where('person_id', '=', declaration.person_id)
    .execute();
}
