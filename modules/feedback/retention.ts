import { sql } from 'kysely';
import type { Tx } from '../../platform/platform.ts';
import { type Leaving, ofMembers, type RetentionOffer } from '../../platform/retention.ts';
import { deleteUnchangedSince } from './queries.ts';

/**
 * Deletes feedback of a programme, or for null that of the field, in which nothing has happened since `before`, with
 * all that was said; `limit` at a time, so that nobody waits for it. Its photos are given back, and are deleted as
 * files are that belong to nothing. Answers how much it was of both.
 */
export async function deleteOldFeedback(
  tx: Tx,
  which: { programmeId: number | null; before: Date; limit: number },
): Promise<{ feedback: number; photos: number }> {
  const deleted = await deleteUnchangedSince(tx.db, which);
  const photos = deleted.flatMap((each) => each.photos);
  await tx.platform.files.release(tx.db, 'feedback', photos);
  return { feedback: deleted.length, photos: photos.length };
}

const ofThem = ({ personIds, realm }: Leaving) => sql`(select id from feedback
  where realm = ${realm} and person_id = any(${personIds}::uuid[]))`;

export const feedbackRetention: RetentionOffer = {
  ofPeople: [
    {
      table: 'feedback_entries',
      where: (leaving) => sql`t.feedback_id in ${ofThem(leaving)}`,
      key: ['id'],
      day: 'at',
    },
    {
      table: 'feedback',
      where: ofMembers(),
      key: ['id'],
      day: 'sent_at',
      files: {
        module: 'feedback',
        where: (leaving) => sql`f.record in (select i.id::text from ${ofThem(leaving)} i)`,
      },
    },
  ],
  ofProgramme: [],
  kept: {},
};
