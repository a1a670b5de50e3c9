import { type RawBuilder, sql } from 'kysely';
import type { Db } from './database.ts';
import type { Files } from './files.ts';

/**
 * What each module has of a programme that is past its date. A module's offer says of each of its tables which rows
 * leave, or why none do; `oversight` counts and deletes them, some hundred people at a time.
 */
export type RetentionOffer = {
  /** What belongs to people, in the order in which it can leave. */
  ofPeople: RetentionStep[];
  /** What belongs to the programme as a whole, once all its people are gone. */
  ofProgramme: RetentionStep[];
  /** Tables from which no run deletes anything, and why not. */
  kept: Record<string, string>;
};

/** Whose data leaves. */
export type Leaving = {
  programmeId: number;
  realm: string;
  enrolmentIds: number[];
  personIds: string[];
};

export type RetentionStep = {
  table: string;
  /** Rows of the table, which is called `t`. */
  where(leaving: Leaving): RawBuilder<unknown>;
  /** Columns that say which row it was, and nothing about anybody: the digest of what went is over them. */
  key: string[];
  /** When it was made: a column of dates or instants. */
  day?: string;
  /** Files that the rows own: those of the module of which this holds; `files` is called `f`. */
  files?: { module: string; where(leaving: Leaving): RawBuilder<unknown> };
};

/** Of how many rows a step is, from when to when they were made, and of which files. */
export type Counted = {
  rows: number;
  oldest: string | null;
  newest: string | null;
  files: number;
  bytes: number;
};

export async function countStep(db: Db, step: RetentionStep, leaving: Leaving): Promise<Counted> {
  const day = step.day ? sql`t.${sql.ref(step.day)}::date` : sql`null::date`;
  const { rows } = await sql<Pick<Counted, 'rows' | 'oldest' | 'newest'>>`
    select count(*)::int as rows, min(${day}) as oldest, max(${day}) as newest
    from ${sql.table(step.table)} t where ${step.where(leaving)}`.execute(db);
  const files = await filesOf(db, step, leaving);
  const bytes = files.reduce((sum, each) => sum + each.bytes, 0);
  return { ...(rows[0] as Counted), files: files.length, bytes };
}

/**
 * Deletes the rows of a step, `most` at a time where that is told, and gives their files back: these are deleted as
 * files are that belong to nothing, after the commit. Answers how many it were, and a digest of which.
 */
export async function deleteStep(
  { db, files }: { db: Db; files: Files },
  step: RetentionStep,
  leaving: Leaving,
  most?: number,
): Promise<{ rows: number; files: number; digest: string }> {
  const owned = await filesOf(db, step, leaving);
  const ids = owned.map(({ id }) => id);
  if (step.files) await files.release(db, step.files.module, ids);
  const table = sql.table(step.table);
  const where = step.where(leaving);
  const some =
    most === undefined
      ? where
      : sql`t.ctid = any(array(select t.ctid from ${table} t where ${where} limit ${most}))`;
  const key = sql.join(step.key.map((column) => sql`t.${sql.ref(column)}`));
  const { rows } = await sql<{ rows: number; digest: string }>`
    with gone as (delete from ${table} t where ${some} returning concat_ws('/', ${key}) as key)
    select count(*)::int as rows,
      encode(sha256(convert_to(coalesce(string_agg(key, ',' order by key), ''), 'UTF8')), 'hex') as digest
    from gone`.execute(db);
  return { ...(rows[0] as { rows: number; digest: string }), files: ids.length };
}

async function filesOf(
  db: Db,
  { files }: RetentionStep,
  leaving: Leaving,
): Promise<{ id: string; bytes: number }[]> {
  if (!files) return [];
  const { rows } = await sql<{ id: string; bytes: number }>`
    select f.id, f.bytes from files f
    where f.module = ${files.module} and ${files.where(leaving)}`.execute(db);
  return rows;
}

/** Rows whose column names one of these people's enrolments. */
export const ofEnrolments =
  (column = 'enrolment_id') =>
  ({ enrolmentIds }: Leaving): RawBuilder<unknown> =>
    sql`t.${sql.ref(column)} = any(${enrolmentIds}::bigint[])`;

/** Rows of these people in the programme's realm. */
export const ofMembers =
  (column = 'person_id') =>
  ({ personIds, realm }: Leaving): RawBuilder<unknown> =>
    sql`t.realm = ${realm} and t.${sql.ref(column)} = any(${personIds}::uuid[])`;

export const inProgramme = ({ programmeId }: Leaving): RawBuilder<unknown> =>
  sql`t.programme_id = ${programmeId}`;

/** The tables of the platform itself. */
export const platformRetention: RetentionOffer = {
  ofPeople: [],
  ofProgramme: [],
  kept: {
    audit_entries: 'the trail has a keeping time of its own',
    audit_subjects: 'the trail has a keeping time of its own',
    audit_retention: 'a setting of the installation',
    files: 'a file leaves with the record that owns it, and within a day where it has none',
    installation: 'what the installation is',
    migrations: 'what the tables were made by',
    sms_messages: 'number and text go once the message is settled, the rest soon after',
  },
};
