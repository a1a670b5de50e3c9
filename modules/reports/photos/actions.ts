import type { Readable } from 'node:stream';
import { receivePhoto } from '../../../platform/photos.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import type { SelfScope } from '../../../platform/scope.ts';
import { reportsProblems } from '../contract.ts';
import { requireEnrolment } from '../participant/require-enrolment.ts';
import { type PhotoField, photoOwner, photoPurpose } from './rules.ts';

/** Makes uploaded photos part of a report. Throws `photo_missing` at each field that names one of nobody's or somebody else's. */
export async function attachPhotos(
  tx: Tx,
  { enrolmentId, personId }: { enrolmentId: number; personId: string },
  photos: PhotoField[],
): Promise<void> {
  const claim = { purpose: photoPurpose, uploadedBy: personId };
  const owner = photoOwner(enrolmentId);
  const missing: string[] = [];
  for (const { path, ids } of photos) {
    const attached = await tx.platform.files.attach(tx.db, ids, owner, claim);
    if (attached < ids.length) missing.push(path);
  }
  if (missing.length > 0) {
    const fields = missing.map((path) => ({ path, code: 'photo_missing' }));
    throw new Problem(reportsProblems.photo_missing, { fields });
  }
}

/** More than anybody needs, and far from filling a disk. */
const maxPerDay = 100;

/** Keeps a photo for a day; a report that names it keeps it for good. */
export async function addPhoto(
  platform: Platform,
  self: SelfScope,
  arrive: () => Promise<Readable>,
): Promise<{ id: string; width: number; height: number }> {
  await requireEnrolment(platform, self);
  return receivePhoto(platform, { purpose: photoPurpose, maxPerDay }, self.personId, arrive);
}
