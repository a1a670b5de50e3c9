import type { StoredFile } from '../../platform/files.ts';
import type { Tx } from '../../platform/platform.ts';
import { Problem } from '../../platform/problems.ts';
import { feedbackProblems } from './contract.ts';

/** More than the feedback of a day can hold, and far from filling a disk. */
export const photoUse = { purpose: 'feedback-photo', maxPerDay: 60 };

const ownerOf = (feedbackId: number) => ({ module: 'feedback', record: String(feedbackId) });

/** Makes uploaded photos part of feedback. Throws `photo_missing` where one is nobody's or somebody else's. */
export async function attachPhotos(
  tx: Tx,
  { feedbackId, personId }: { feedbackId: number; personId: string },
  ids: string[],
): Promise<void> {
  const claim = { purpose: photoUse.purpose, uploadedBy: personId };
  const attached = await tx.platform.files.attach(tx.db, ids, ownerOf(feedbackId), claim);
  if (attached === ids.length) return;
  const fields = [{ path: 'photos', code: 'photo_missing' }];
  throw new Problem(feedbackProblems.photo_missing, { fields });
}

export function isPhotoOf(file: StoredFile, feedbackId: number): boolean {
  const { module, record } = ownerOf(feedbackId);
  return file.purpose === photoUse.purpose && file.module === module && file.record === record;
}

/** Uploaded for feedback by this person, sent or not. */
export function isUploadedBy(file: StoredFile, personId: string): boolean {
  const isHere = file.module === null || file.module === 'feedback';
  return file.purpose === photoUse.purpose && isHere && file.uploaded_by === personId;
}
