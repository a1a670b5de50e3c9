import type { Readable } from 'node:stream';
import { commonProblems } from '../../../platform/contract.ts';
import { pictureProblems } from '../../../platform/file-problems.ts';
import { normalisePicture } from '../../../platform/pictures.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import type { SelfScope } from '../../../platform/scope.ts';
import { reportsProblems } from '../contract.ts';
import { requireEnrolment } from '../participant/require-enrolment.ts';
import {
  arrivingPurpose,
  maxPhotoBytes,
  type PhotoField,
  photoOwner,
  photoPurpose,
  photoTooLarge,
} from './rules.ts';

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

const unreadable: ReadonlySet<string> = new Set([
  pictureProblems.picture_unreadable.code,
  pictureProblems.picture_type.code,
]);

/** More than anybody needs, and far from filling a disk. */
const maxPerDay = 100;
const dayMs = 24 * 60 * 60 * 1000;

async function checkUploads(platform: Platform, now: Date, personId: string): Promise<void> {
  const since = new Date(now.getTime() - dayMs);
  const counted = [photoPurpose, arrivingPurpose].map((purpose) =>
    platform.files.countSince(platform.db, { purpose, uploadedBy: personId }, since),
  );
  const [kept = 0, refused = 0] = await Promise.all(counted);
  if (kept + refused < maxPerDay) return;
  throw new Problem(reportsProblems.photo_too_many, { params: { max: maxPerDay } });
}

/**
 * Keeps a photo for a day; a report that names it keeps it for good. Drawn anew, without metadata. `arrive` is
 * asked for the file once this person may send one; until it is drawn it lies on disk.
 */
export async function addPhoto(
  platform: Platform,
  self: SelfScope,
  arrive: () => Promise<Readable>,
): Promise<{ id: string; width: number; height: number }> {
  const { now } = await requireEnrolment(platform, self);
  await checkUploads(platform, now, self.personId);
  const { db, files } = platform;
  const given = { name: 'photo.jpg', uploadedBy: self.personId };
  const arriving = { ...given, purpose: arrivingPurpose, mime: 'application/octet-stream' };
  const limit = { maxBytes: maxPhotoBytes, tooLarge: photoTooLarge };
  const picture = await files.pass(db, arriving, await arrive(), limit, drawAnew);
  const { mime, width, height } = picture;
  const { id } = await files.put(db, { ...given, purpose: photoPurpose, mime }, picture.data);
  return { id, width, height };
}

async function drawAnew(path: string) {
  return normalisePicture(path, { maxBytes: maxPhotoBytes }).catch((error) => {
    if (!(error instanceof Problem)) throw error;
    if (unreadable.has(error.code)) throw new Problem(reportsProblems.photo_unreadable);
    if (error.code === pictureProblems.picture_busy.code) {
      throw new Problem(commonProblems.busy, error.extra);
    }
    if (error.code === pictureProblems.picture_heic.code) {
      throw new Problem(reportsProblems.photo_heic);
    }
    throw error.code === pictureProblems.picture_too_large.code ? photoTooLarge() : error;
  });
}
