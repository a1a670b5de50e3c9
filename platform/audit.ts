import { type ColumnType, type Generated, type Insertable, sql } from 'kysely';

import { type AuditActionName, type AuditKind, kindOfAct } from './contract.ts';
import type { Db } from './database.ts';
import { defineEvent } from './events.ts';
import type { Actor } from './scope.ts';

/**
 * The trail of what staff looked at and changed. Entries are only ever added: the database refuses
 * to change or remove one. Who may read it is the business of `oversight`.
 */
type AuditTable = {
  id: Generated<number>;
  at: Date;
  /** Null for what the system did itself. */
  actor_id: string | null;
  app: string | null;
  /** `<noun>.<past tense>`: `person.viewed`, `roster.imported`. */
  action: string;
  kind: AuditKind;
  place_id: number | null;
  person_id: string | null;
  reason: string | null;
  details: ColumnType<Record<string, unknown>, string, never>;
};

/** What an action declares about itself. `details` holds codes and counts, never personal data. */
export type AuditEntry = {
  action: AuditActionName;
  placeId?: number | null;
  personId?: string | null;
  reason?: string | null;
  details?: Record<string, unknown>;
};

/** What a member of staff has just read: people one by one, or so many more of a list or an export. */
export type Reading = { actor: Actor; singly: string[]; listed: number };

/** Said in the transaction that notes it. */
export const peopleRead = defineEvent<Reading>('platform.people_read');

/** Writes entries of the trail and answers their ids; actions do so by `tx.audit`, in their own transaction. */
export async function writeAudit(
  db: Db,
  at: Date,
  actor: Actor | null,
  entries: AuditEntry[],
): Promise<number[]> {
  if (entries.length === 0) return [];
  const rows: Insertable<AuditTable>[] = entries.map((entry) => ({
    at,
    actor_id: actor?.personId ?? null,
    app: actor?.app ?? null,
    action: entry.action,
    kind: kindOfAct(entry.action),
    place_id: entry.placeId ?? null,
    person_id: entry.personId ?? null,
    reason: entry.reason ?? null,
    details: JSON.stringify(entry.details ?? {}),
  }));
  const written = await db
    .withTables<{ audit_entries: AuditTable }>()
    .insertInto('audit_entries')
    .values(rows)
    .returning('id')
    .execute();
  return written.map(({ id }) => id);
}

/** Whom these entries tell of as looked at one by one. */
export function lookedAt(entries: AuditEntry[]): string[] {
  return entries.flatMap(({ action, personId }) =>
    personId && kindOfAct(action) === 'looked' ? [personId] : [],
  );
}

/** The newest entry of the same look at the same list between two moments. */
export async function findSameLook(
  db: Db,
  actor: Actor,
  { action, placeId = null, personId = null, details = {} }: AuditEntry,
  { since, now }: { since: Date; now: Date },
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select id from audit_entries
    where actor_id = ${actor.personId} and action = ${action} and at > ${since} and at <= ${now}
      and app = ${actor.app} and place_id is not distinct from ${placeId}::bigint
      and person_id is not distinct from ${personId}::uuid and details = ${JSON.stringify(details)}::jsonb
    order by at desc, id desc limit 1`.execute(db);
  return rows[0]?.id;
}

/** Notes whom an entry's list showed, each once; answers how many are new. */
export async function addSubjects(
  db: Db,
  at: Date,
  entryId: number,
  personIds: string[],
): Promise<number> {
  if (personIds.length === 0) return 0;
  const { numAffectedRows } = await sql`
    insert into audit_subjects (entry_id, person_id, at)
    select ${entryId}, person_id, ${at} from unnest(${personIds}::uuid[]) as shown (person_id)
    on conflict do nothing`.execute(db);
  return Number(numAffectedRows ?? 0);
}
