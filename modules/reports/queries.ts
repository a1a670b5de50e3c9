import { type ColumnType, type Generated, sql } from 'kysely';
import type { Day, Values } from '../../forms/definition.ts';
import type { Enrolment, Milestones } from '../../forms/policy.ts';
import type { Db } from '../../platform/database.ts';
import type { CourseRow } from './rules-courses.ts';

export type PromiseTable = {
  programme_id: number;
  person_id: string;
  app: string;
  version: number;
  promised_at: Date;
};

export type CourseTable = {
  enrolment_id: number;
  programme_id: number;
  person_id: string;
  /** The enrolment from which the course was made. */
  person: ColumnType<Enrolment, string, string>;
  place_id: number;
  group_code: string;
  milestones: ColumnType<Milestones, string, string>;
  due_from: Day | null;
  due_to: Day | null;
  reason: 'noItinerary' | 'noDays' | null;
  /** Another one after each change. */
  revision: Generated<number>;
  /** The newest version of the promise that was made, by app. */
  promised: ColumnType<Record<string, number>, string, string>;
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
  promises: PromiseTable;
  courses: CourseTable;
  reports: ReportTable;
  due_changes: DueChangeTable;
};

export const tables = (db: Db) => db.withTables<ReportsTables>();

/** The course of an enrolment that a scope was checked for, or that is one's own. */
export async function findCourse(
  db: Db,
  enrolmentId: number,
): Promise<(CourseRow & { promised: Record<string, number> }) | undefined> {
  const row = await tables(db)
    .selectFrom('courses')
    .selectAll()
    .where('enrolment_id', '=', enrolmentId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { person, milestones, reason, revision, promised } = row;
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
    promised,
  };
}

/** Keeps a promise, and notes it where every report looks for it. */
export async function insertPromise(db: Db, promise: PromiseTable): Promise<void> {
  await tables(db)
    .insertInto('promises')
    .values(promise)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const noted = JSON.stringify({ [promise.app]: promise.version });
  await tables(db)
    .updateTable('courses')
    .set({ promised: sql`promised || ${noted}::jsonb` })
    .where('programme_id', '=', promise.programme_id)
    .where('person_id', '=', promise.person_id)
    .execute();
}
