import { sql } from 'kysely';
import type { AuditKind } from '../../../platform/contract.ts';
import type { Db } from '../../../platform/database.ts';
import type { SelfScope } from '../../../platform/scope.ts';
import type { EntryKey } from '../queries-entries.ts';

export type LookRow = EntryKey & {
  action: string;
  kind: AuditKind;
  actorId: string;
  reason: string | null;
  inList: boolean;
};

/**
 * What others did with somebody's data: entries about the person, and lists that showed them, newest first; of records
 * as well that were merged into theirs.
 */
export async function listLooks(
  db: Db,
  { personId }: SelfScope,
  { before, limit, merged }: { before: EntryKey | undefined; limit: number; merged: string[] },
): Promise<LookRow[]> {
  // Each by itself, because an index has one person's in their order.
  const people = sql`unnest(${[personId, ...merged]}::uuid[]) as p (id) cross join lateral`;
  const older = (at: string, id: string) =>
    before
      ? sql`(${sql.ref(at)}, ${sql.ref(id)}) < (${before.at}::timestamptz, ${before.id}::bigint)`
      : sql`true`;
  const isOthers = sql`e.actor_id is not null and e.actor_id <> ${personId}::uuid
    and e.app in ('console', 'field')`;
  const { rows } = await sql<LookRow>`
    select * from (
      select l.* from ${people} (
        select e.at, e.id, e.action, e.kind, e.actor_id as "actorId", e.reason, false as "inList"
        from audit_entries e
        where e.person_id = p.id and ${isOthers} and ${older('e.at', 'e.id')}
        order by e.at desc, e.id desc limit ${limit}) l
      union
      select l.* from ${people} (
        select s.at, e.id, e.action, e.kind, e.actor_id as "actorId", null as reason, true as "inList"
        from audit_subjects s join audit_entries e on e.id = s.entry_id
        where s.person_id = p.id and ${isOthers} and ${older('s.at', 's.entry_id')}
        order by s.at desc, s.entry_id desc limit ${limit}) l) looks
    order by at desc, id desc limit ${limit}`.execute(db);
  return rows;
}

export type StandingRow = {
  personId: string;
  roleZh: string;
  roleEn: string;
  placeZh: string;
  placeEn: string;
};

/** As what these members of staff work, each role with its place. */
export async function listStandings(db: Db, personIds: string[]): Promise<StandingRow[]> {
  const { rows } = await sql<StandingRow>`
    select g.person_id as "personId", r.name_zh as "roleZh", r.name_en as "roleEn",
      p.name_zh as "placeZh", p.name_en as "placeEn"
    from grants g join roles r on r.code = g.role join places p on p.id = g.place_id
    where g.person_id = any(${personIds}::uuid[])
    order by g.person_id, length(p.path), g.id`.execute(db);
  return rows;
}
