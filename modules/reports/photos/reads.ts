import type { StoredFile } from '../../../platform/files.ts';
import type { Platform } from '../../../platform/platform.ts';
import { notFound } from '../../../platform/problems.ts';
import type { SelfScope } from '../../../platform/scope.ts';
import { requireEnrolment } from '../participant/require-enrolment.ts';
import { isPhotoOf, photoPurpose } from './rules.ts';

/** A photo of one's own: of one's reports, or uploaded just now. Throws `not_found` for any other. */
export async function ownPhoto(
  platform: Platform,
  self: SelfScope,
  id: string,
): Promise<StoredFile> {
  const { facts } = await requireEnrolment(platform, self);
  const file = await platform.files.get(platform.db, id);
  const isLoose = file.module === null && file.purpose === photoPurpose;
  const own = isLoose ? file.uploaded_by === self.personId : isPhotoOf(file, facts.enrolmentId);
  if (!own) throw notFound();
  return file;
}
