import type { ColumnType, Generated, Insertable } from 'kysely';

import type { AuditActionName } from './contract.ts';
import type { Db } from './database.ts';
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

/** Writes entries of the trail; actions do so by `tx.audit`, in their own transaction. */
export async function writeAudit(
  db: Db,
  at: Date,
  actor: Actor | null,
  entries: AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const rows: Insertable<AuditTable>[] = entries.map((entry) => ({
    at,
    actor_id: actor?.personId ?? null,
    app: actor?.app ?? null,
    action: entry.action,
    place_id: entry.placeId ?? null,
    person_id: entry.personId ?? null,
    reason: entry.reason ?? null,
    details: JSON.stringify(entry.details ?? {}),
  }));
  await db
    .withTables<{ audit_entries: AuditTable }>()
    .insertInto('audit_entries')
    .values(rows)
    .execute();
}
