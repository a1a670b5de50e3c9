import type { QueryOf, ResponseOf } from '../../../platform/contract.ts';
import { keyAfter, pageOf } from '../../../platform/cursor.ts';
import type { StoredFile } from '../../../platform/files.ts';
import type { Platform } from '../../../platform/platform.ts';
import { getOrNotFound, notFound } from '../../../platform/problems.ts';
import type { SelfScope } from '../../../platform/scope.ts';
import type { feedback } from '../contract.ts';
import { isUploadedBy } from '../photos.ts';
import { listEntries } from '../queries.ts';
import { contactOf, serializeLine, wordsOf } from '../serializers.ts';
import { findOwn, listOwn } from './queries.ts';

export async function ownFeedback(
  platform: Platform,
  self: SelfScope,
  { after, limit = 50 }: QueryOf<typeof feedback.mine>,
): Promise<ResponseOf<typeof feedback.mine>> {
  const [before] = keyAfter(after, 'number') ?? [];
  const rows = await listOwn(platform.db, self, { before, limit: limit + 1 });
  return pageOf(
    rows,
    limit,
    (row) => serializeLine(platform.keys, row),
    ({ id }) => [id],
  );
}

/** What was said about one of them. Who of the staff said or did it, the person is not told. */
export async function ownThread(
  platform: Platform,
  self: SelfScope,
  id: number,
): Promise<ResponseOf<typeof feedback.own>> {
  const row = getOrNotFound(await findOwn(platform.db, self, id));
  const entries = (await listEntries(platform.db, [id])).get(id) ?? [];
  return {
    ...serializeLine(platform.keys, row),
    contact: contactOf(platform.keys, row),
    photos: row.photos,
    messages: entries.flatMap((entry) => {
      const words = wordsOf(platform.keys, entry);
      if (words === null) return [];
      const fromStaff = entry.kind === 'answered';
      return [{ id: entry.id, fromStaff, words, at: entry.at.toISOString() }];
    }),
  };
}

/** A photo that one has uploaded for feedback, sent or not. Throws `not_found` for any other. */
export async function ownPhoto(
  { db, files }: Platform,
  { personId }: SelfScope,
  id: string,
): Promise<StoredFile> {
  const file = await files.get(db, id);
  if (!isUploadedBy(file, personId)) throw notFound();
  return file;
}
