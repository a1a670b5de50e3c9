import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { PlaceScope } from '../../platform/scope.ts';
import { inSubtree } from '../../platform/subtree.ts';
import { staffRealm } from '../people/public.ts';

type Found = { id: string; name: string };

/** So many of a name are looked at; whoever has more of them types more of it. */
const mostLookedAt = 2_000;

const pattern = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** Staff whose name holds this, whatever its case, and who did something about the places of the scope. */
export async function listActorsInTrail(
  db: Db,
  scope: PlaceScope,
  given: { name: string; everything: boolean; limit: number },
): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select n.id, n.name from memberships m join persons n on n.id = m.person_id
    where m.realm = ${staffRealm} and n.name ilike ${`%${pattern(given.name)}%`} and exists (
      select from audit_entries e where e.actor_id = n.id and ${given.everything ? sql`true` : about(scope)})
    order by n.name, n.id limit ${given.limit}`.execute(db);
  return rows;
}

/**
 * People whom entries about the places of the scope concern, or whom their lists showed: those whose name begins
 * with this, and those who take part in a programme and one of whose words does.
 */
export async function listPeopleInTrail(
  db: Db,
  scope: PlaceScope,
  given: { name: string; words: string | null; everything: boolean; limit: number },
): Promise<Found[]> {
  const reached = given.everything ? sql`true` : about(scope);
  const { rows } = await sql<Found>`
    with named as (
      (select id from persons where lower(name) like lower(${`${pattern(given.name)}%`}) limit ${mostLookedAt})
      union
      (select person_id from enrolments where words @@ to_tsquery('simple', ${given.words})
        limit ${mostLookedAt}))
    select n.id, n.name from named join persons n on n.id = named.id
    where exists (select from audit_entries e where e.person_id = n.id and ${reached})
      or exists (select from audit_subjects s join audit_entries e on e.id = s.entry_id
        where s.person_id = n.id and ${reached} and ${given.everything ? sql`true` : sql`(${isHere(sql.ref('n.id'), scope)})`})
    order by n.name, n.id limit ${given.limit}`.execute(db);
  return rows;
}

const about = (scope: PlaceScope) =>
  sql`exists (select from places p where p.id = e.place_id and ${inSubtree('p.path', scope)})`;

/** Whether an entry is about a place of the scope; one about no place belongs to everything alone. */
export async function findEntryPlace(
  db: Db,
  scope: PlaceScope,
  entryId: number,
  everything: boolean,
): Promise<{ placeId: number | null; action: string } | undefined> {
  const { rows } = await sql<{ placeId: number | null; action: string }>`
    select e.place_id as "placeId", e.action from audit_entries e
    where e.id = ${entryId} and ${everything ? sql`true` : about(scope)}`.execute(db);
  return rows[0];
}

/**
 * Whether somebody takes part at a place of the scope, or was checked there. An entry about several places has everybody
 * whom its list showed, and who reads the trail of one of them is told of nobody else.
 */
const isHere = (personId: RawBuilder<unknown>, scope: PlaceScope) => sql`exists (
    select from enrolments part join places p on p.id = part.place_id
    where part.person_id = ${personId} and ${inSubtree('p.path', scope)})
  or exists (
    select from enrolments part join checks c on c.enrolment_id = part.id join places p on p.id = c.site_id
    where part.person_id = ${personId} and ${inSubtree('p.path', scope)})`;

/** Whom the list of an entry showed that a scope was checked for, in the order of their ids. */
export async function listSubjects(
  db: Db,
  scope: PlaceScope,
  { entryId, everything }: { entryId: number; everything: boolean },
  { after, limit }: { after: string | undefined; limit: number },
): Promise<{ personId: string; name: string }[]> {
  const { rows } = await sql<{ personId: string; name: string }>`
    select s.person_id as "personId", n.name from audit_subjects s join persons n on n.id = s.person_id
    where s.entry_id = ${entryId} and s.person_id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
      and ${everything ? sql`true` : sql`(${isHere(sql.ref('s.person_id'), scope)})`}
    order by s.person_id limit ${limit}`.execute(db);
  return rows;
}
