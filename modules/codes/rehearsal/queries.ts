import { sql } from 'kysely';
import type { CodeColour, ColourRules } from '../../../forms/colours.ts';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import type { StoredFacts } from '../tables.ts';

export type RehearsalRow = {
  id: number;
  programmeId: number;
  draftId: number;
  revision: number;
  fromVersion: number;
  moment: Date;
  startedBy: string;
  startedAt: Date;
  state: 'working' | 'failed' | 'cancelled' | 'done';
  done: number;
  total: number;
  after: number;
  finishedAt: Date | null;
};

const columns = sql`r.id, r.programme_id as "programmeId", r.draft_id as "draftId", r.revision,
  r.from_version as "fromVersion", r.moment, r.started_by as "startedBy",
  r.started_at as "startedAt", r.state, r.done, r.total, r.after_enrolment as after,
  r.finished_at as "finishedAt"`;

/** Part of what the scope holds is in its programme, or its programme is in the scope. */
const reaches = (scope: PlaceScope) => sql`exists (
  select from programmes g join places p on p.id = g.place_id
  cross join unnest(${scope.paths as string[]}::text[]) as allowed (path)
  where g.id = r.programme_id
    and (starts_with(p.path, allowed.path) or starts_with(allowed.path, p.path)))`;

export async function findRehearsal(
  db: Db,
  scope: PlaceScope,
  programmeId: number,
): Promise<RehearsalRow | undefined> {
  const { rows } = await sql<RehearsalRow>`
    select ${columns} from colour_rehearsals r
    where r.programme_id = ${programmeId} and not r.leaving and ${reaches(scope)}`.execute(db);
  return rows[0];
}

export async function findRehearsalById(
  db: Db,
  scope: PlaceScope,
  id: number,
): Promise<RehearsalRow | undefined> {
  const { rows } = await sql<RehearsalRow>`
    select ${columns} from colour_rehearsals r
    where r.id = ${id} and not r.leaving and ${reaches(scope)}`.execute(db);
  return rows[0];
}

/** Whether a revision of a draft was rehearsed to its end against a version; nobody replaces that until the transaction ends. */
export async function wasRehearsed(
  db: Db,
  { draftId, revision, version }: { draftId: number; revision: number; version: number },
): Promise<boolean> {
  const { rows } = await sql`
    select from colour_rehearsals where draft_id = ${draftId} and revision = ${revision}
      and from_version = ${version} and state = 'done' and not leaving
    for share`.execute(db);
  return rows.length > 0;
}

/** The rehearsal of a programme that a scope was checked for, which nobody replaces until the transaction ends. */
export async function lockRehearsalOf(
  db: Db,
  programmeId: number,
): Promise<RehearsalRow | undefined> {
  const { rows } = await sql<RehearsalRow>`
    select ${columns} from colour_rehearsals r
    where r.programme_id = ${programmeId} and not r.leaving for update`.execute(db);
  return rows[0];
}

/** A rehearsal with its rules, on which nobody else works until the transaction ends. */
export async function lockRehearsal(
  db: Db,
  id: number,
): Promise<(RehearsalRow & { rules: ColourRules }) | undefined> {
  const { rows } = await sql<RehearsalRow & { rules: ColourRules }>`
    select ${columns}, r.rules from colour_rehearsals r where r.id = ${id} for update`.execute(db);
  return rows[0];
}

/** The rules that a rehearsal rests on, for which a scope was checked. */
export async function findRules(db: Db, id: number): Promise<ColourRules | undefined> {
  const { rows } = await sql<{ rules: ColourRules }>`
    select rules from colour_rehearsals where id = ${id}`.execute(db);
  return rows[0]?.rules;
}

/** Has a rehearsal leave that is held. */
export async function replaceRehearsal(db: Db, id: number): Promise<void> {
  await sql`update colour_rehearsals set leaving = true where id = ${id}`.execute(db);
}

/** Breaks `colour_rehearsals_one` where the programme has one. */
export async function insertRehearsal(
  db: Db,
  given: Pick<RehearsalRow, 'programmeId' | 'draftId' | 'revision' | 'fromVersion' | 'moment'> & {
    rules: ColourRules;
    by: string;
    now: Date;
    total: number;
  },
): Promise<number> {
  const { programmeId, draftId, revision, fromVersion, moment, rules, by, now, total } = given;
  const { rows } = await sql<{ id: number }>`
    insert into colour_rehearsals (programme_id, draft_id, revision, from_version, rules, moment,
      started_by, started_at, state, total, worked_at)
    values (${programmeId}, ${draftId}, ${revision}, ${fromVersion}, ${JSON.stringify(rules)}::json,
      ${moment}, ${by}::uuid, ${now}, 'working', ${total}, ${now})
    returning id`.execute(db);
  return rows[0]?.id ?? 0;
}

/** Ends a rehearsal that is held. */
export async function endRehearsal(
  db: Db,
  id: number,
  state: 'cancelled' | 'done',
  now: Date,
): Promise<void> {
  await sql`update colour_rehearsals set state = ${state}, finished_at = ${now} where id = ${id}`.execute(
    db,
  );
}

/** Those of a programme who are not withdrawn. */
export async function countPeople(db: Db, programmeId: number, today: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from enrolments
    where programme_id = ${programmeId}
      and (withdrawn_on is null or withdrawn_on > ${today}::date)`.execute(db);
  return rows[0]?.count ?? 0;
}

export type RehearsedPerson = {
  enrolmentId: number;
  placeId: number;
  facts: StoredFacts | null;
  reportedAt: Date | null;
  evaluatedAt: Date | null;
};

/** The next people of a programme who are not withdrawn, with what is known of their codes. */
export async function listPeople(
  db: Db,
  programmeId: number,
  { after, today, limit }: { after: number; today: string; limit: number },
): Promise<RehearsedPerson[]> {
  const { rows } = await sql<RehearsedPerson>`
    select e.id as "enrolmentId", e.place_id as "placeId", s.facts, s.reported_at as "reportedAt",
      s.evaluated_at as "evaluatedAt"
    from (select id, place_id from enrolments
      where programme_id = ${programmeId} and id > ${after}
        and (withdrawn_on is null or withdrawn_on > ${today}::date)
      order by id limit ${limit}) e
    left join code_states s on s.enrolment_id = e.id order by e.id`.execute(db);
  return rows;
}

/** What a rehearsal made of somebody. */
export type Outcome = {
  enrolmentId: number;
  placeId: number;
  from: CodeColour;
  to: CodeColour;
  fromRule: string | null;
  toRule: string | null;
};

/** Counts a batch, and keeps who would change. */
export async function addOutcomes(db: Db, id: number, outcomes: Outcome[]): Promise<void> {
  const of = <T>(list: Outcome[], value: (each: Outcome) => T) => list.map(value);
  await sql`
    insert into colour_rehearsal_counts as c
    select ${id}, i.place, i.was, i.now, count(*)
    from unnest(${of(outcomes, ({ placeId }) => placeId)}::bigint[],
      ${of(outcomes, ({ from }) => from)}::text[],
      ${of(outcomes, ({ to }) => to)}::text[]) as i (place, was, now)
    group by 2, 3, 4
    on conflict (rehearsal_id, place_id, from_colour, to_colour)
      do update set people = c.people + excluded.people`.execute(db);
  const changed = outcomes.filter(({ from, to }) => from !== to);
  if (changed.length === 0) return;
  await sql`
    insert into colour_rehearsal_changes (rehearsal_id, enrolment_id, from_colour, to_colour,
      from_rule, to_rule)
    select ${id}, * from unnest(${of(changed, ({ enrolmentId }) => enrolmentId)}::bigint[],
      ${of(changed, ({ from }) => from)}::text[], ${of(changed, ({ to }) => to)}::text[],
      ${of(changed, ({ fromRule }) => fromRule)}::text[],
      ${of(changed, ({ toRule }) => toRule)}::text[])`.execute(db);
}

/** Notes how far a rehearsal is that is held. */
export async function advance(
  db: Db,
  id: number,
  { after, people, now }: { after: number; people: number; now: Date },
): Promise<void> {
  await sql`
    update colour_rehearsals set after_enrolment = ${after}, done = done + ${people},
      total = greatest(total, done + ${people}), attempts = 0, worked_at = ${now}
    where id = ${id}`.execute(db);
}

/** Notes a try that failed; after `tries` of them without a batch done in between, the rehearsal has failed. */
export async function noteFailure(db: Db, id: number, tries: number, now: Date): Promise<void> {
  await sql`
    update colour_rehearsals set attempts = attempts + 1,
      state = case when attempts + 1 >= ${tries} then 'failed' else state end,
      finished_at = case when attempts + 1 >= ${tries} then ${now}::timestamptz end
    where id = ${id} and state = 'working'`.execute(db);
}

/** Rehearsals on which nobody has worked since a moment. */
export async function listAbandoned(db: Db, since: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from colour_rehearsals where state = 'working' and worked_at < ${since}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Has those leave that were over by then. */
export async function replaceOldRehearsals(db: Db, before: Date): Promise<void> {
  await sql`
    update colour_rehearsals set leaving = true where finished_at < ${before} and not leaving`.execute(
    db,
  );
}

/** Deletes so many of whom leaving rehearsals name, then these; answers how many. */
export async function deleteLeaving(db: Db, most: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from colour_rehearsal_changes where ctid = any(array(
      select c.ctid from colour_rehearsals r
      join colour_rehearsal_changes c on c.rehearsal_id = r.id
      where r.leaving limit ${most}))`.execute(db);
  if (numAffectedRows === 0n) {
    await sql`
      delete from colour_rehearsals r where r.leaving
        and not exists (select from colour_rehearsal_changes c where c.rehearsal_id = r.id)`.execute(
      db,
    );
  }
  return Number(numAffectedRows);
}

export type MatrixCell = { from: CodeColour; to: CodeColour; people: number };

/** How many of the scope would have which colour instead of which. */
export async function sumMatrix(db: Db, scope: PlaceScope, id: number): Promise<MatrixCell[]> {
  const { rows } = await sql<MatrixCell>`
    select c.from_colour as "from", c.to_colour as "to", sum(c.people)::int as people
    from colour_rehearsal_counts c join places p on p.id = c.place_id
    where c.rehearsal_id = ${id} and ${inSubtree('p.path', scope)} group by 1, 2`.execute(db);
  return rows;
}

export type ChangedRow = Outcome & {
  personId: string;
  name: string;
  group: string;
  placeZh: string;
  placeEn: string;
};

/** Those of the scope who would change from one colour to another one, in the order of their enrolments. */
export async function listChanged(
  db: Db,
  scope: PlaceScope,
  id: number,
  { from, to, after, limit }: { from: string; to: string; after: number; limit: number },
): Promise<ChangedRow[]> {
  const { rows } = await sql<ChangedRow>`
    select c.enrolment_id as "enrolmentId", c.from_colour as "from", c.to_colour as "to",
      c.from_rule as "fromRule", c.to_rule as "toRule", e.person_id as "personId", n.name,
      e.group_code as "group", e.place_id as "placeId", p.name_zh as "placeZh",
      p.name_en as "placeEn"
    from colour_rehearsal_changes c join enrolments e on e.id = c.enrolment_id
    join persons n on n.id = e.person_id join places p on p.id = e.place_id
    where c.rehearsal_id = ${id} and c.from_colour = ${from} and c.to_colour = ${to}
      and c.enrolment_id > ${after} and ${inSubtree('p.path', scope)}
    order by c.enrolment_id limit ${limit}`.execute(db);
  return rows;
}

/** How many have which of these rules by an order that still holds; with the days after which it would have ended. */
export async function countOrdersOf(
  db: Db,
  programmeId: number,
  rules: { code: string; days: number | null }[],
  now: Date,
): Promise<{ rule: string; people: number }[]> {
  const { rows } = await sql<{ rule: string; people: number }>`
    select o.rule, count(distinct o.enrolment_id)::int as people
    from code_orders o
    join unnest(${rules.map(({ code }) => code)}::text[], ${rules.map(({ days }) => days)}::int[])
      as r (code, days) on r.code = o.rule
    where o.programme_id = ${programmeId} and o.state = 'approved' and o.ends is null
      and (r.days is null or o.decided_at + make_interval(hours => r.days * 24) > ${now})
      and not exists (select from code_orders x
        where x.enrolment_id = o.enrolment_id and x.ends = o.id and x.state = 'approved')
    group by 1 order by 1`.execute(db);
  return rows;
}
