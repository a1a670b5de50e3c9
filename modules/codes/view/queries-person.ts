import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';

/** Somebody who takes part in a programme, as those see them who look after codes. */
export type CodePerson = {
  enrolmentId: number;
  personId: string;
  name: string;
  group: string;
  placeId: number;
  placeZh: string;
  placeEn: string;
  programmeId: number;
  programmeVersion: number;
};

/** One enrolment within the scope. */
export async function findPerson(
  db: Db,
  scope: PlaceScope,
  enrolmentId: number,
): Promise<CodePerson | undefined> {
  const { rows } = await sql<CodePerson>`
    select e.id as "enrolmentId", e.person_id as "personId", n.name, e.group_code as "group",
      e.place_id as "placeId", pl.name_zh as "placeZh", pl.name_en as "placeEn",
      e.programme_id as "programmeId", pr.version as "programmeVersion"
    from enrolments e
    join programmes pr on pr.id = e.programme_id
    join persons n on n.id = e.person_id
    join places pl on pl.id = e.place_id
    where e.id = ${enrolmentId} and ${inSubtree('pl.path', scope)}`.execute(db);
  return rows[0];
}

/** The codes of the programmes of these enrolments. */
export async function listProgrammeCodes(
  db: Db,
  enrolmentIds: number[],
): Promise<Map<number, string>> {
  if (enrolmentIds.length === 0) return new Map();
  const { rows } = await sql<{ id: number; code: string }>`
    select e.id, pr.code from enrolments e join programmes pr on pr.id = e.programme_id
    where e.id = any(${enrolmentIds}::bigint[])`.execute(db);
  return new Map(rows.map(({ id, code }) => [id, code]));
}
