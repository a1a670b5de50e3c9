import { sql } from 'kysely';
import type { App } from '../../platform/contract.ts';
import type { Db } from '../../platform/database.ts';
import type { FeedbackKind, FeedbackState } from './contract-schemas.ts';
import type { EntryKind } from './received/contract.ts';
import type { Standing } from './rules.ts';

/** Feedback as the lists of both sides show it. */
export type FeedbackRow = {
  id: number;
  personId: string;
  requestId: string;
  kind: FeedbackKind;
  state: FeedbackState;
  placeId: number;
  placeZh: string;
  placeEn: string;
  photos: string[];
  contact: Buffer | null;
  /** What the person wrote first. */
  words: Buffer;
  sentAt: Date;
  changedAt: Date;
};

export const feedbackColumns = sql`f.id, f.person_id as "personId", f.request_id as "requestId", f.kind,
  f.state, f.place_id as "placeId", pl.name_zh as "placeZh", pl.name_en as "placeEn", f.photos, f.contact,
  w.words, f.sent_at as "sentAt", f.changed_at as "changedAt"`;

export const feedbackJoins = sql`join places pl on pl.id = f.place_id
  join feedback_entries w on w.feedback_id = f.id and w.by_id = f.person_id and w.request_id = f.request_id`;

export type LockedFeedback = Standing & { version: number; changedByName: string };

/** Where feedback stands that a scope was checked for; nobody else changes it until the transaction ends. */
export async function lockFeedback(db: Db, id: number): Promise<LockedFeedback | undefined> {
  await sql`select from feedback where id = ${id} for no key update`.execute(db);
  // Only now, so that it is as whoever held it before has left it.
  const { rows } = await sql<LockedFeedback>`
    select f.state, f.keeper_id as "keeperId", f.version, c.name as "changedByName"
    from feedback f join persons c on c.id = f.changed_by where f.id = ${id}`.execute(db);
  return rows[0];
}

export async function updateFeedback(
  db: Db,
  id: number,
  { state, keeperId, by, at }: Standing & { by: string; at: Date },
): Promise<void> {
  await sql`update feedback set state = ${state}, keeper_id = ${keeperId}::uuid,
      changed_at = ${at}, changed_by = ${by}::uuid, version = version + 1
    where id = ${id}`.execute(db);
}

export type NewEntry = {
  feedbackId: number;
  kind: EntryKind;
  by: string;
  at: Date;
  said: { requestId: string; words: Buffer } | null;
};

export async function insertEntry(db: Db, entry: NewEntry): Promise<number> {
  const { feedbackId, kind, by, at, said } = entry;
  const { rows } = await sql<{ id: number }>`
    insert into feedback_entries (feedback_id, kind, by_id, at, request_id, words)
    values (${feedbackId}, ${kind}, ${by}::uuid, ${at}, ${said?.requestId ?? null}::uuid,
      ${said?.words ?? null}::bytea)
    returning id`.execute(db);
  return rows[0]?.id as number;
}

export type SaidEntry = {
  id: number;
  kind: EntryKind;
  byId: string;
  byName: string;
  at: Date;
  requestId: string | null;
  words: Buffer | null;
};

/** All that happened to feedback that a scope was checked for, oldest first. */
export async function listEntries(
  db: Db,
  feedbackIds: number[],
): Promise<Map<number, SaidEntry[]>> {
  const { rows } = await sql<SaidEntry & { feedbackId: number }>`
    select n.id, n.feedback_id as "feedbackId", n.kind, n.by_id as "byId", p.name as "byName", n.at,
      n.request_id as "requestId", n.words
    from feedback_entries n join persons p on p.id = n.by_id
    where n.feedback_id = any(${feedbackIds}::bigint[]) order by n.id`.execute(db);
  return Map.groupBy(rows, ({ feedbackId }) => feedbackId);
}

/** What somebody said about feedback under an id. */
export async function findSaid(
  db: Db,
  { feedbackId, by, requestId }: { feedbackId: number; by: string; requestId: string },
): Promise<Buffer | undefined> {
  const { rows } = await sql<{ words: Buffer }>`
    select words from feedback_entries where feedback_id = ${feedbackId} and by_id = ${by}::uuid
      and request_id = ${requestId}::uuid`.execute(db);
  return rows[0]?.words;
}

export type NewFeedback = {
  personId: string;
  realm: string;
  programmeId: number | null;
  placeId: number;
  requestId: string;
  kind: FeedbackKind;
  contact: Buffer | null;
  photos: string[];
  app: App;
  at: Date;
};

export async function insertFeedback(db: Db, given: NewFeedback): Promise<number> {
  const { personId, realm, programmeId, placeId, requestId, kind, contact, photos, app, at } =
    given;
  const { rows } = await sql<{ id: number }>`
    insert into feedback (person_id, realm, programme_id, place_id, request_id, kind, contact, photos, app,
      sent_at, changed_at, changed_by)
    values (${personId}::uuid, ${realm}, ${programmeId}, ${placeId}, ${requestId}::uuid, ${kind},
      ${contact}::bytea, ${photos}::uuid[], ${app}, ${at}, ${at}, ${personId}::uuid)
    returning id`.execute(db);
  return rows[0]?.id as number;
}

/**
 * Deletes feedback of a programme, or for null of the field, in which nothing has happened since, with all that was
 * said. Answers which it was, so many at a time, the oldest first.
 */
export async function deleteUnchangedSince(
  db: Db,
  { programmeId, before, limit }: { programmeId: number | null; before: Date; limit: number },
): Promise<{ id: number; photos: string[] }[]> {
  const { rows } = await sql<{ id: number; photos: string[] }>`
    delete from feedback where id in (
      select id from feedback
      where programme_id is not distinct from ${programmeId}::bigint and changed_at < ${before}
      order by changed_at limit ${limit} for update skip locked)
    returning id, photos`.execute(db);
  return rows;
}
