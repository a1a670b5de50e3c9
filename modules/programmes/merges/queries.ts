import { sql } from 'kysely';
import type { Day } from '../../../forms/definition.ts';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import { facts } from '../enrolment/queries.ts';
import type { RosterRow } from '../enrolment/queries-roster.ts';
import type { EnrolmentBefore } from '../model.ts';

/** A record as it is compared and merged. */
export type RecordRow = Omit<RosterRow, 'nameOrder' | 'knownBy' | 'placeCode'> & {
  placePath: string;
  since: Date;
  updatedAt: Date;
  mergedInto: number | null;
};

const recordColumns = sql`${facts}, p.name, l.name_zh as "placeZh", l.name_en as "placeEn",
  p.created_at as since, e.updated_at as "updatedAt", e.merged_into as "mergedInto"`;

/** Those of these records that lie within the scope, in no order. */
export async function listRecords(
  db: Db,
  scope: PlaceScope,
  programmeId: number,
  enrolmentIds: number[],
): Promise<RecordRow[]> {
  const { rows } = await sql<RecordRow>`
    select ${recordColumns} from enrolments e
    join places l on l.id = e.place_id join persons p on p.id = e.person_id
    where e.id = any(${enrolmentIds}::bigint[]) and e.programme_id = ${programmeId}
      and ${inSubtree('l.path', scope)}`.execute(db);
  return rows;
}

/** Holds records until the transaction ends, always in the same order. */
export async function lockRecords(db: Db, enrolmentIds: number[]): Promise<void> {
  await sql`select id from enrolments where id = any(${enrolmentIds}::bigint[])
    order by id for no key update`.execute(db);
}

export type MergeRow = {
  id: string;
  number: number;
  survivorId: number;
  mergedId: number;
  wasWithdrawnOn: Day | null;
  reason: string;
  by: string;
  at: Date;
  undoneAt: Date | null;
  undoneBy: string | null;
  undoReason: string | null;
};

const mergeColumns = sql`m.id, m.number, m.survivor_id as "survivorId", m.merged_id as "mergedId",
  m.was_withdrawn_on as "wasWithdrawnOn", m.reason, b.name as by, m.merged_at as at,
  m.undone_at as "undoneAt", u.name as "undoneBy", m.undo_reason as "undoReason"`;

const mergeJoins = sql`join persons b on b.id = m.merged_by left join persons u on u.id = m.undone_by
  join enrolments s on s.id = m.survivor_id join places sl on sl.id = s.place_id
  join enrolments d on d.id = m.merged_id join places dl on dl.id = d.place_id`;

const bothWithin = (scope: PlaceScope) =>
  sql`${inSubtree('sl.path', scope)} and ${inSubtree('dl.path', scope)}`;

/** Merges of records that both lie within the scope, newest first. */
export async function listMerges(
  db: Db,
  scope: PlaceScope,
  programmeId: number,
  { after, limit }: { after: number | undefined; limit: number },
): Promise<MergeRow[]> {
  const { rows } = await sql<MergeRow>`
    select ${mergeColumns} from enrolment_merges m ${mergeJoins}
    where m.programme_id = ${programmeId} and ${bothWithin(scope)}
      and (${after ?? null}::bigint is null or m.number < ${after ?? null}::bigint)
    order by m.number desc limit ${limit}`.execute(db);
  return rows;
}

/** The living merges of a record, in which it was kept or merged. */
export async function listMergesOf(
  db: Db,
  scope: PlaceScope,
  programmeId: number,
  enrolmentId: number,
): Promise<MergeRow[]> {
  const { rows } = await sql<MergeRow>`
    select ${mergeColumns} from enrolment_merges m ${mergeJoins}
    where m.programme_id = ${programmeId} and ${bothWithin(scope)} and m.undone_at is null
      and (m.survivor_id = ${enrolmentId} or m.merged_id = ${enrolmentId})
    order by m.number desc`.execute(db);
  return rows;
}

export async function findMerge(
  db: Db,
  scope: PlaceScope,
  programmeId: number,
  id: string,
): Promise<MergeRow | undefined> {
  const { rows } = await sql<MergeRow>`
    select ${mergeColumns} from enrolment_merges m ${mergeJoins}
    where m.id = ${id}::uuid and m.programme_id = ${programmeId} and ${bothWithin(scope)}`.execute(
    db,
  );
  return rows[0];
}

export async function insertMerge(
  db: Db,
  merge: {
    id: string;
    programmeId: number;
    survivorId: number;
    mergedId: number;
    wasWithdrawnOn: Day | null;
    reason: string;
    by: string;
    at: Date;
  },
): Promise<void> {
  const { id, programmeId, survivorId, mergedId, wasWithdrawnOn, reason, by, at } = merge;
  await sql`
    insert into enrolment_merges (id, programme_id, survivor_id, merged_id, was_withdrawn_on,
      reason, merged_by, merged_at)
    values (${id}::uuid, ${programmeId}, ${survivorId}, ${mergedId}, ${wasWithdrawnOn}::date,
      ${reason}, ${by}::uuid, ${at})`.execute(db);
}

export async function markUndone(
  db: Db,
  id: string,
  { reason, by, at }: { reason: string; by: string; at: Date },
): Promise<void> {
  await sql`update enrolment_merges set undone_at = ${at}, undone_by = ${by}::uuid,
    undo_reason = ${reason} where id = ${id}::uuid`.execute(db);
}

export async function setMergedInto(
  db: Db,
  mergedId: number,
  survivorId: number | null,
): Promise<void> {
  await sql`update enrolments set merged_into = ${survivorId} where id = ${mergedId}`.execute(db);
}

/** Sets from when on a record takes no part; answers it as it is now and was. */
export async function setWithdrawnOn(
  db: Db,
  enrolmentId: number,
  { day, now }: { day: Day | null; now: Date },
): Promise<EnrolmentBefore & { enrolmentId: number; personId: string; was: Day | null }> {
  const { rows } = await sql<
    EnrolmentBefore & { enrolmentId: number; personId: string; was: Day | null }
  >`
    with was as (select id, withdrawn_on from enrolments where id = ${enrolmentId})
    update enrolments e set withdrawn_on = ${day}::date, updated_at = ${now}
    from was, places l where e.id = was.id and l.id = e.place_id
    returning ${facts}, was.withdrawn_on as was`.execute(db);
  return rows[0] as (typeof rows)[number];
}

/** By what a record is found from now on. */
export async function updateFoundBy(
  db: Db,
  enrolmentId: number,
  { knownBy, words }: { knownBy: string; words: string[] },
): Promise<void> {
  await sql`update enrolments
    set known_by = ${knownBy}, words = array_to_tsvector(string_to_array(${words.join(' ')}, ' '))
    where id = ${enrolmentId}`.execute(db);
}

/** Whom an import named it named also by the record that this one was merged into: that one is not absent. */
export async function copyNaming(
  db: Db,
  programmeId: number,
  { from, into }: { from: number; into: number },
): Promise<void> {
  await sql`
    insert into roster_import_rows (import_id, enrolment_id)
    select r.import_id, ${into}::bigint from roster_imports i
    join roster_import_rows r on r.import_id = i.id and r.enrolment_id = ${from}
    where i.programme_id = ${programmeId}
    on conflict do nothing`.execute(db);
}

export type JoinedRecord = {
  /** The record that was asked about. */
  id: number;
  /** A record that it leads to, and the merge that brought it there. */
  survivorId: number;
  mergeId: string;
};

/** All records that these lead to, from merge to merge, the last one last. Takes no scope: it is for what holds of a person. */
export async function listSurvivors(db: Db, enrolmentIds: number[]): Promise<JoinedRecord[]> {
  const { rows } = await sql<JoinedRecord>`
    with recursive joined as (
      select m.merged_id as id, m.survivor_id, m.id as merge_id, 1 as step from enrolment_merges m
      where m.merged_id = any(${enrolmentIds}::bigint[]) and m.undone_at is null
      union all
      select j.id, m.survivor_id, m.id, j.step + 1 from joined j
      join enrolment_merges m on m.merged_id = j.survivor_id and m.undone_at is null)
    select id, survivor_id as "survivorId", merge_id as "mergeId" from joined
    order by id, step`.execute(db);
  return rows;
}

/** All records that were merged into this one, and into those. */
export async function listMergedInto(db: Db, enrolmentId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with recursive joined as (
      select merged_id as id from enrolment_merges
      where survivor_id = ${enrolmentId} and undone_at is null
      union all
      select m.merged_id from joined j
      join enrolment_merges m on m.survivor_id = j.id and m.undone_at is null)
    select id from joined`.execute(db);
  return rows.map(({ id }) => id);
}

/** The people whose records were merged into records of somebody in a realm, and into those. */
export async function listMergedPeople(
  db: Db,
  { personId, realm }: { personId: string; realm: string },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive joined as (
      select e.id, e.person_id from enrolments e join programmes g on g.id = e.programme_id
      where e.person_id = ${personId}::uuid and g.realm = ${realm}
      union
      select e.id, e.person_id from joined j join enrolments e on e.merged_into = j.id)
    select distinct person_id as id from joined where person_id <> ${personId}::uuid`.execute(db);
  return rows.map(({ id }) => id);
}
