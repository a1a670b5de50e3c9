import { sql } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { PlaceScope } from '../../platform/scope.ts';
import { inSubtree } from '../../platform/subtree.ts';

export type AuditFilter = {
  action?: string | undefined;
  actorId?: string | undefined;
  personId?: string | undefined;
  /** From this instant on. */
  since: Date | null;
  /** Before this instant. */
  until: Date | null;
  /** Older than this entry. */
  before: number | undefined;
  limit: number;
  /** Also entries about no place. */
  alsoPlaceless: boolean;
};

export type AuditRow = {
  id: number;
  at: Date;
  action: string;
  actorId: string | null;
  actorName: string | null;
  personId: string | null;
  personName: string | null;
  placeZh: string | null;
  placeEn: string | null;
  reason: string | null;
  details: Record<string, unknown>;
};

/** Entries about the places of the scope, newest first. */
export async function listEntries(
  db: Db,
  scope: PlaceScope,
  filter: AuditFilter,
): Promise<AuditRow[]> {
  const { action, actorId, personId, since, until, before, limit, alsoPlaceless } = filter;
  const conditions = [
    sql`(e.place_id is null and ${alsoPlaceless}::boolean or ${inSubtree('p.path', scope)})`,
    ...(action === undefined ? [] : [sql`e.action = ${action}`]),
    ...(actorId === undefined ? [] : [sql`e.actor_id = ${actorId}::uuid`]),
    ...(personId === undefined ? [] : [sql`e.person_id = ${personId}::uuid`]),
    ...(since === null ? [] : [sql`e.at >= ${since}`]),
    ...(until === null ? [] : [sql`e.at < ${until}`]),
    ...(before === undefined ? [] : [sql`e.id < ${before}`]),
  ];
  const { rows } = await sql<AuditRow>`
    select e.id, e.at, e.action, e.actor_id as "actorId", actor.name as "actorName",
      e.person_id as "personId", person.name as "personName",
      p.name_zh as "placeZh", p.name_en as "placeEn", e.reason, e.details
    from audit_entries e
    left join places p on p.id = e.place_id
    left join persons actor on actor.id = e.actor_id
    left join persons person on person.id = e.person_id
    where ${sql.join(conditions, sql` and `)}
    order by e.id desc limit ${limit}`.execute(db);
  return rows;
}

/** People whose name holds this, whatever its case, and who stand in entries about the places of the scope. */
export async function listPeopleInTrail(
  db: Db,
  scope: PlaceScope,
  given: { name: string; as: 'actor' | 'person'; alsoPlaceless: boolean; limit: number },
): Promise<{ id: string; name: string }[]> {
  const pattern = `%${given.name.replace(/[\\%_]/g, '\\$&')}%`;
  const column = given.as === 'actor' ? sql`e.actor_id` : sql`e.person_id`;
  const { rows } = await sql<{ id: string; name: string }>`
    select n.id, n.name from persons n
    where n.name ilike ${pattern} and exists (
      select from audit_entries e left join places p on p.id = e.place_id
      where ${column} = n.id
        and (e.place_id is null and ${given.alsoPlaceless}::boolean or ${inSubtree('p.path', scope)}))
    order by n.name, n.id limit ${given.limit}`.execute(db);
  return rows;
}
