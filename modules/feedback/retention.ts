import type { Tx } from '../../platform/platform.ts';
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
