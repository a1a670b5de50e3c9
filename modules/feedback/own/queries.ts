import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';
import type { SelfScope } from '../../../platform/scope.ts';
import { type FeedbackRow, feedbackColumns, feedbackJoins } from '../queries.ts';

const isOwn = ({ personId, realm }: SelfScope) =>
  sql`f.person_id = ${personId}::uuid and f.realm = ${realm}`;

/** What one has sent, newest first, older than `before`. */
export async function listOwn(
  db: Db,
  self: SelfScope,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<FeedbackRow[]> {
  const older = before === undefined ? sql`` : sql`and f.id < ${before}`;
  const { rows } = await sql<FeedbackRow>`
    select ${feedbackColumns} from feedback f ${feedbackJoins}
    where ${isOwn(self)} ${older} order by f.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function findOwn(
  db: Db,
  self: SelfScope,
  id: number,
): Promise<FeedbackRow | undefined> {
  const { rows } = await sql<FeedbackRow>`
    select ${feedbackColumns} from feedback f ${feedbackJoins}
    where ${isOwn(self)} and f.id = ${id}`.execute(db);
  return rows[0];
}

/** What one has sent under an id. */
export async function findSent(
  db: Db,
  self: SelfScope,
  requestId: string,
): Promise<FeedbackRow | undefined> {
  const { rows } = await sql<FeedbackRow>`
    select ${feedbackColumns} from feedback f ${feedbackJoins}
    where ${isOwn(self)} and f.request_id = ${requestId}::uuid`.execute(db);
  return rows[0];
}

/** What a person sends is stored one after the other: whoever sends twice at once passes no limit, and no id twice. */
export async function lockSender(db: Db, { personId }: SelfScope): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('feedback'), hashtext(${personId}))`.execute(db);
}

/** How often somebody has sent feedback, or added to it, since an instant, in all realms together. */
export async function countSaid(
  db: Db,
  { personId }: SelfScope,
  kind: 'sent' | 'added',
  since: Date,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from feedback_entries
    where by_id = ${personId}::uuid and at > ${since} and kind = ${kind}`.execute(db);
  return rows[0]?.count ?? 0;
}
