import { sql } from 'kysely';
import type { Day } from '../../../forms/definition.ts';
import type { IdentifierKind } from '../../../forms/sign-in.ts';
import type { Db } from '../../../platform/database.ts';
import type { PlaceScope } from '../../../platform/scope.ts';
import { inSubtree } from '../../../platform/subtree.ts';
import type { IdentifierLookup, IdentifierTable, PersonTable } from '../../people/public.ts';
import type { EnrolmentBefore, EnrolmentFacts } from '../model.ts';
import type { ProgrammeTables } from '../tables.ts';

type Tables = ProgrammeTables & { persons: PersonTable; identifiers: IdentifierTable };

const typed = (db: Db) => db.withTables<Tables>();

/** An enrolment on record, with what the roster said last. */
export type KnownEnrolment = EnrolmentBefore & {
  enrolmentId: number;
  personId: string;
  placeCode: string;
  hash: Buffer | null;
};

export type NamedEnrolment = KnownEnrolment & { name: string };

/** Of an enrolment `e` at the place `l`. */
export const facts = sql`e.id as "enrolmentId", e.person_id as "personId", e.place_id as "placeId",
  l.path as "placePath", e.group_code as "group", e.attributes, e.starts_on as "startsOn",
  e.ends_on as "endsOn", e.withdrawn_on as "withdrawnOn"`;

const storedColumns = sql`${facts}, l.code as "placeCode", e.roster_hash as hash`;

export const unnested = (given: IdentifierLookup[]) => sql`unnest(
  ${given.map(({ kind }) => kind)}::text[], ${given.map(({ lookup }) => lookup)}::text[]
) as given (kind, lookup)`;

/** Whom these identifiers lead to, among those enrolled; `alias` for a further one of the person. */
export async function listByIdentifiers(
  db: Db,
  programme: { id: number; realm: string },
  given: IdentifierLookup[],
): Promise<(KnownEnrolment & IdentifierLookup & { alias: boolean })[]> {
  if (given.length === 0) return [];
  const { rows } = await sql<KnownEnrolment & IdentifierLookup & { alias: boolean }>`
    select i.kind, i.lookup, i.alias, ${storedColumns}
    from (select distinct * from ${unnested(given)}) given
    join identifiers i on i.realm = ${programme.realm} and i.kind = given.kind
      and i.lookup = given.lookup
    join enrolments e on e.programme_id = ${programme.id} and e.person_id = i.person_id
    join places l on l.id = e.place_id`.execute(db);
  return rows;
}

export async function listByPersons(
  db: Db,
  programmeId: number,
  personIds: string[],
): Promise<NamedEnrolment[]> {
  const { rows } = await sql<NamedEnrolment>`
    select ${storedColumns}, p.name from enrolments e join places l on l.id = e.place_id
      join persons p on p.id = e.person_id
    where e.programme_id = ${programmeId} and e.person_id = any(${personIds}::uuid[])
  `.execute(db);
  return rows;
}

export type Namesake = { name: string; placeCode: string; knownBy: string };

/** Who is enrolled under one of these names. */
export async function listNamesakes(
  db: Db,
  programmeId: number,
  names: string[],
): Promise<Namesake[]> {
  if (names.length === 0) return [];
  const { rows } = await sql<Namesake>`
    select p.name, l.code as "placeCode", e.known_by as "knownBy"
    from enrolments e join persons p on p.id = e.person_id join places l on l.id = e.place_id
    where e.programme_id = ${programmeId}
      and e.name_order in (select name_order(given) from unnest(${names}::text[]) given)
    order by e.id`.execute(db);
  return rows;
}

export type EnrolmentWrite = EnrolmentBefore & {
  personId: string;
  hash: Buffer;
  name: string;
  /** The first identifier that is stored as it is written; empty where there is none. */
  knownBy: string;
  /** Words under which the person is found. */
  words: string[];
};

/** Enrols people or brings them up to date, in the order given; answers the enrolment of each person. */
export async function upsertEnrolments(
  db: Db,
  programmeId: number,
  rows: EnrolmentWrite[],
  now: Date,
): Promise<Map<string, number>> {
  const column = <K extends keyof EnrolmentWrite>(name: K) => rows.map((row) => row[name]);
  const attributes = rows.map((row) => JSON.stringify(row.attributes));
  // An array of arrays of unequal length is none to SQL; words hold no spaces.
  const words = rows.map((row) => row.words.join(' '));
  const written = await sql<{ id: number; person_id: string }>`
    insert into enrolments (programme_id, person_id, place_id, group_code, attributes, starts_on,
      ends_on, withdrawn_on, roster_hash, words, name_order, known_by, updated_at)
    select ${programmeId}, person_id, place_id, group_code, attributes, starts_on, ends_on,
      withdrawn_on, hash, array_to_tsvector(string_to_array(words, ' ')),
      name_order(name), known_by, ${now}
    from unnest(${column('personId')}::uuid[], ${column('placeId')}::bigint[],
      ${column('group')}::text[], ${attributes}::jsonb[], ${column('startsOn')}::date[],
      ${column('endsOn')}::date[], ${column('withdrawnOn')}::date[], ${column('hash')}::bytea[],
      ${words}::text[], ${column('name')}::text[], ${column('knownBy')}::text[])
      with ordinality as given (person_id, place_id, group_code, attributes, starts_on, ends_on,
        withdrawn_on, hash, words, name, known_by, n)
    order by n
    on conflict on constraint enrolments_once do update set
      place_id = excluded.place_id, group_code = excluded.group_code,
      attributes = excluded.attributes, starts_on = excluded.starts_on,
      ends_on = excluded.ends_on, withdrawn_on = excluded.withdrawn_on,
      roster_hash = excluded.roster_hash, words = excluded.words,
      name_order = excluded.name_order, known_by = case when excluded.known_by = ''
        then enrolments.known_by else excluded.known_by end, updated_at = excluded.updated_at
    returning id, person_id`.execute(db);
  return new Map(written.rows.map(({ id, person_id }) => [person_id, id]));
}

type WithdrawnEnrolment = EnrolmentBefore &
  Pick<KnownEnrolment, 'enrolmentId' | 'personId'> & { wasWithdrawnOn: Day | null };

/** Withdraws those of these people who are not withdrawn from that day on already; answers them as they are now. */
export async function updateWithdrawnEnrolments(
  db: Db,
  programmeId: number,
  enrolmentIds: number[],
  { day, now }: { day: Day; now: Date },
): Promise<WithdrawnEnrolment[]> {
  const { rows } = await sql<WithdrawnEnrolment>`
    with was as (
      select id, withdrawn_on from enrolments
      where programme_id = ${programmeId} and id = any(${enrolmentIds}::bigint[])
        and withdrawn_on is distinct from ${day}::date
      order by id for no key update)
    update enrolments e set withdrawn_on = ${day}, updated_at = ${now}
    from was, places l
    where e.id = was.id and l.id = e.place_id
    returning ${facts}, was.withdrawn_on as "wasWithdrawnOn"`.execute(db);
  return rows;
}

export type OrganisationRow = { id: number; code: string; path: string; zh: string; en: string };

/**
 * Organisations below a place, all or those whose code, in small letters, is one of these; the highest
 * first, of those the oldest.
 */
export function listOrganisations(
  db: Db,
  abovePath: string,
  codes?: string[],
): Promise<OrganisationRow[]> {
  return typed(db)
    .selectFrom('places')
    .select(['id', 'code', 'path', 'name_zh as zh', 'name_en as en'])
    .where('path', 'like', `${abovePath}%`)
    .where('path', '<>', abovePath)
    .where('kind', '=', 'organisation')
    .$if(codes !== undefined, (query) =>
      query.where(sql<boolean>`lower(code) = any(${codes ?? []}::text[])`),
    )
    .orderBy(sql`array_length(string_to_array(path, '/'), 1)`)
    .orderBy('id')
    .execute();
}

/** One enrolment within the scope. */
export async function findEnrolled(
  db: Db,
  scope: PlaceScope,
  programmeId: number,
  enrolmentId: number,
): Promise<{ personId: string; placeId: number; realm: string } | undefined> {
  return typed(db)
    .selectFrom('enrolments as e')
    .innerJoin('programmes as p', 'p.id', 'e.programme_id')
    .innerJoin('places as l', 'l.id', 'e.place_id')
    .select(['e.person_id as personId', 'e.place_id as placeId', 'p.realm'])
    .where('e.id', '=', enrolmentId)
    .where('e.programme_id', '=', programmeId)
    .where(inSubtree('l.path', scope))
    .executeTakeFirst();
}

export type EnrolledToChange = EnrolmentBefore & {
  personId: string;
  name: string;
  updatedAt: Date;
  mergedInto: number | null;
  /** Those that are stored as they are written; none of them a further one. */
  identifiers: { kind: IdentifierKind; lookup: string }[];
};

/** One enrolment within the scope with all that somebody may change of it. */
export async function findEnrolledToChange(
  db: Db,
  scope: PlaceScope,
  programmeId: number,
  enrolmentId: number,
): Promise<EnrolledToChange | undefined> {
  const { rows } = await sql<EnrolledToChange>`
    select ${facts}, persons.name, e.updated_at as "updatedAt", e.merged_into as "mergedInto", coalesce((
      select jsonb_agg(jsonb_build_object('kind', i.kind, 'lookup', i.lookup) order by i.kind)
      from identifiers i join programmes p on p.id = e.programme_id
      where i.realm = p.realm and i.person_id = e.person_id and not i.alias
        and i.encrypted is null), '[]') as identifiers
    from enrolments e join places l on l.id = e.place_id join persons on persons.id = e.person_id
    where e.id = ${enrolmentId} and e.programme_id = ${programmeId}
      and ${inSubtree('l.path', scope)}`.execute(db);
  return rows[0];
}

/** The identifiers of people that are stored as they are written, further ones included. */
export async function listPlainIdentifiers(
  db: Db,
  realm: string,
  personIds: string[],
): Promise<{ personId: string; kind: IdentifierKind; lookup: string; alias: boolean }[]> {
  return typed(db)
    .selectFrom('identifiers')
    .select(['person_id as personId', 'kind', 'lookup', 'alias'])
    .where('realm', '=', realm)
    .where('encrypted', 'is', null)
    .where('person_id', '=', sql<string>`any(${personIds}::uuid[])`)
    .orderBy('lookup')
    .execute();
}

/** How many take part now, by programme. */
export async function countEnrolled(
  db: Db,
  scope: PlaceScope,
  programmeIds: number[],
): Promise<Map<number, number>> {
  const rows = await typed(db)
    .selectFrom('enrolments as e')
    .innerJoin('places as l', 'l.id', 'e.place_id')
    .select(['e.programme_id', (of) => of.fn.countAll<number>().as('count')])
    .where('e.programme_id', '=', sql<number>`any(${programmeIds}::bigint[])`)
    .where('e.withdrawn_on', 'is', null)
    .where(inSubtree('l.path', scope))
    .groupBy('e.programme_id')
    .execute();
  return new Map(rows.map(({ programme_id, count }) => [programme_id, Number(count)]));
}

/** How many people are or were in each group. Takes no scope: it is for rules that hold for all of them. */
export async function countByGroup(db: Db, programmeId: number): Promise<Map<string, number>> {
  const rows = await typed(db)
    .selectFrom('enrolments')
    .select(['group_code', (of) => of.fn.countAll<number>().as('count')])
    .where('programme_id', '=', programmeId)
    .groupBy('group_code')
    .execute();
  return new Map(rows.map(({ group_code, count }) => [group_code, Number(count)]));
}

/** The person as their own pages name them. */
export function findDisplayNames(
  db: Db,
  enrolmentId: number,
): Promise<{ name: string; placeZh: string; placeEn: string } | undefined> {
  return typed(db)
    .selectFrom('enrolments as e')
    .innerJoin('programmes as p', 'p.id', 'e.programme_id')
    .innerJoin('places as l', 'l.id', 'e.place_id')
    .innerJoin('persons', 'persons.id', 'e.person_id')
    .select(['persons.name', 'l.name_zh as placeZh', 'l.name_en as placeEn'])
    .where('e.id', '=', enrolmentId)
    .executeTakeFirst();
}

/** One answer for each one asked about, in order; nothing for who is not enrolled there. */
export async function findEnrolments(
  db: Db,
  asked: { personId: string; realm: string }[],
): Promise<(EnrolmentFacts | null)[]> {
  const persons = asked.map(({ personId }) => personId);
  const realms = asked.map(({ realm }) => realm);
  const { rows } = await sql<EnrolmentFacts & { n: number }>`/* prepared: programmes.enrolments */
    select asked.n, facts.* from unnest(${persons}::uuid[], ${realms}::text[])
      with ordinality as asked (person_id, realm, n)
    cross join lateral (
      select e.id as "enrolmentId", p.id as "programmeId", p.version as "programmeVersion",
        e.person_id as "personId", e.place_id as "placeId", l.path as "placePath",
        e.group_code as "group", e.attributes, e.starts_on as "startsOn", e.ends_on as "endsOn",
        e.withdrawn_on as "withdrawnOn"
      from programmes p
      join enrolments e on e.programme_id = p.id and e.person_id = asked.person_id
      join places l on l.id = e.place_id
      where p.realm = asked.realm limit 1) facts`.execute(db);
  const answers: (EnrolmentFacts | null)[] = asked.map(() => null);
  for (const { n, ...facts } of rows) answers[n - 1] = facts;
  return answers;
}
