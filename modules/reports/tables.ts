import { type ColumnType, type Generated, sql } from 'kysely';
import type { Day, Values } from '../../forms/definition.ts';
import type { Enrolment, Milestones } from '../../forms/policy.ts';
import type { Db } from '../../platform/database.ts';
import type { ReportingPeriodRow } from './periods/rules.ts';

export type DeclarationTable = {
  programme_id: number;
  person_id: string;
  app: string;
  version: number;
  declared_at: Date;
};

export type ReportingPeriodTable = {
  enrolment_id: number;
  programme_id: number;
  person_id: string;
  /** The enrolment from which the reporting period was made. */
  person: ColumnType<Enrolment, string, string>;
  place_id: number;
  group_code: string;
  milestones: ColumnType<Milestones, string, string>;
  due_from: Day | null;
  due_to: Day | null;
  reason: 'noItinerary' | 'noDays' | null;
  /** Another one after each change. */
  revision: Generated<number>;
  /** The newest version of the declaration that was made, by app. */
  declared: ColumnType<Record<string, number>, string, string>;
};

export type ReportTable = {
  id: string;
  enrolment_id: number;
  form_version_id: number;
  form: string;
  /** daily: the day; single: 'one'; many: an id. */
  slot: string;
  day: Day;
  version: number;
  /** No newer version exists. */
  current: boolean;
  content: ColumnType<Values, string, never>;
  alerts: string[];
  incomplete: boolean;
  app: string;
  sent_by: string;
  sent_at: Date;
};

export type DueChangeTable = {
  programme_id: number;
  place_id: number;
  group_code: string;
  day: Day;
  change: number;
};

export type ReportsTables = {
  declarations: DeclarationTable;
  reporting_periods: ReportingPeriodTable;
  reports: ReportTable;
  due_changes: DueChangeTable;
};

export const typed = (db: Db) => db.withTables<ReportsTables>();

/** The reporting period of an enrolment that a scope was checked for, or that is one's own. */
export async function findReportingPeriod(
  db: Db,
  enrolmentId: number,
): Promise<(ReportingPeriodRow & { declared: Record<string, number> }) | undefined> {
  const row = await typed(db)
    .selectFrom('reporting_periods')
    .selectAll()
    .where('enrolment_id', '=', enrolmentId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { person, milestones, reason, revision, declared } = row;
  return {
    enrolmentId,
    programmeId: row.programme_id,
    personId: row.person_id,
    person,
    placeId: row.place_id,
    group: row.group_code,
    milestones,
    from: row.due_from,
    to: row.due_to,
    reason,
    revision,
    declared,
  };
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
