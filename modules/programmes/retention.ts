import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import {
  inProgramme,
  type Leaving,
  ofEnrolments,
  type RetentionOffer,
} from '../../platform/retention.ts';

const ofImports = ({ programmeId }: Leaving) =>
  sql`t.import_id in (select id from roster_imports where programme_id = ${programmeId})`;

/** Rows that name two records, of which one is among these. */
const ofEither =
  (one: string, other: string) =>
  ({ enrolmentIds }: Leaving) =>
    sql`(t.${sql.ref(one)} = any(${enrolmentIds}::bigint[])
      or t.${sql.ref(other)} = any(${enrolmentIds}::bigint[]))`;

const rules = 'what the programme was and asked: about nobody, and certificates refer to it';

export const programmesRetention: RetentionOffer = {
  ofPeople: [
    { table: 'roster_import_rows', where: ofEnrolments(), key: ['import_id', 'enrolment_id'] },
    {
      table: 'pair_dismissals',
      where: ofEither('one_id', 'other_id'),
      key: ['one_id', 'other_id'],
    },
    {
      table: 'enrolment_merges',
      where: ofEither('survivor_id', 'merged_id'),
      key: ['id'],
      day: 'merged_at',
    },
    { table: 'enrolments', where: ofEnrolments('id'), key: ['id'], day: 'updated_at' },
  ],
  ofProgramme: [
    { table: 'roster_import_refusals', where: ofImports, key: ['import_id', 'row'] },
    { table: 'roster_import_places', where: ofImports, key: ['import_id', 'place_id'] },
    { table: 'roster_imports', where: inProgramme, key: ['id'], day: 'created_at' },
  ],
  kept: {
    programmes: rules,
    programme_versions: rules,
    programme_drafts: rules,
    programme_publications: rules,
    form_versions: rules,
    form_drafts: rules,
    form_placements: rules,
    template_decisions: rules,
  },
};

/** Enrolments of a programme in the order of their ids. */
export async function listEnrolmentsAfter(
  db: Db,
  programmeId: number,
  { after, limit }: { after: number; limit: number },
): Promise<{ id: number; personId: string }[]> {
  const { rows } = await sql<{ id: number; personId: string }>`
    select id, person_id as "personId" from enrolments
    where programme_id = ${programmeId} and id > ${after} order by id limit ${limit}`.execute(db);
  return rows;
}

/** Those of these people who are enrolled. */
export async function listEnrolled(
  db: Db,
  programmeId: number,
  personIds: string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select person_id as id from enrolments
    where programme_id = ${programmeId} and person_id = any(${personIds}::uuid[])`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** For how many days each of these programmes' data is kept after its last day. */
export async function listKeptDays(db: Db, programmeIds: number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; days: number }>`
    select id, kept_days as days from programmes
    where id = any(${programmeIds}::bigint[])`.execute(db);
  return new Map(rows.map(({ id, days }) => [id, days]));
}

export async function setKeptDays(db: Db, programmeId: number, days: number): Promise<void> {
  await sql`update programmes set kept_days = ${days} where id = ${programmeId}`.execute(db);
}

/**
 * Keeps a programme's rules as they are until the transaction ends, and answers how long its data is kept. What refers to
 * the programme is not held up.
 */
export async function holdKeptDays(db: Db, programmeId: number): Promise<number> {
  const { rows } = await sql<{ days: number }>`
    select kept_days as days from programmes where id = ${programmeId} for no key update`.execute(
    db,
  );
  return rows[0]?.days as number;
}
