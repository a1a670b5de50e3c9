import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { commonProblems } from './contract.ts';
import { photoProblems, pictureProblems } from './file-problems.ts';
import type { StoredFile } from './files.ts';
import { normalisePicture } from './pictures.ts';
import type { Platform } from './platform.ts';
import { Problem } from './problems.ts';

/** Photos that people upload: drawn anew, without metadata, and kept for a day until a record takes them. */

const maxMegabytes = 10;
const maxPhotoBytes = maxMegabytes * 1024 * 1024;
const dayMs = 24 * 60 * 60 * 1000;

const unreadable: ReadonlySet<string> = new Set([
  pictureProblems.picture_unreadable.code,
  pictureProblems.picture_type.code,
]);

/** What photos are uploaded for, and how many of them somebody may send within a day. */
export type PhotoUse = { purpose: string; maxPerDay: number };

/** Of what was sent, until it is drawn. */
const arrivingPurpose = ({ purpose }: PhotoUse) => `${purpose}-arriving`;

/** Throws `photo_too_many`. */
async function checkUploads(platform: Platform, use: PhotoUse, personId: string): Promise<void> {
  const since = new Date(platform.clock.now().getTime() - dayMs);
  const counted = [use.purpose, arrivingPurpose(use)].map((purpose) =>
    platform.files.countSince(platform.db, { purpose, uploadedBy: personId }, since),
  );
  const [kept = 0, refused = 0] = await Promise.all(counted);
  if (kept + refused < use.maxPerDay) return;
  throw new Problem(photoProblems.photo_too_many, { params: { max: use.maxPerDay } });
}

/**
 * Takes a photo of somebody who may send one. `arrive` is asked for the file once their number of the day allows
 * it; until it is drawn it lies on disk.
 */
export async function receivePhoto(
  platform: Platform,
  use: PhotoUse,
  personId: string,
  arrive: () => Promise<Readable>,
): Promise<{ id: string; width: number; height: number }> {
  await checkUploads(platform, use, personId);
  const { db, files } = platform;
  const given = { name: 'photo.jpg', uploadedBy: personId };
  const mime = 'application/octet-stream';
  const arriving = { ...given, purpose: arrivingPurpose(use), mime };
  const limit = { maxBytes: maxPhotoBytes, tooLarge: photoTooLarge };
  const picture = await files.pass(db, arriving, await arrive(), limit, drawAnew);
  const { width, height } = picture;
  const drawn = { ...given, purpose: use.purpose, mime: picture.mime };
  const { id } = await files.put(db, drawn, picture.data);
  return { id, width, height };
}

function photoTooLarge(): Problem {
  return new Problem(photoProblems.photo_too_large, { params: { max: maxMegabytes } });
}

async function drawAnew(path: string) {
  return normalisePicture(path, { maxBytes: maxPhotoBytes }).catch((error) => {
    if (!(error instanceof Problem)) throw error;
    if (unreadable.has(error.code)) throw new Problem(photoProblems.photo_unreadable);
    if (error.code === pictureProblems.picture_busy.code) {
      throw new Problem(commonProblems.busy, error.extra);
    }
    if (error.code === pictureProblems.picture_heic.code) {
      throw new Problem(photoProblems.photo_heic);
    }
    throw error.code === pictureProblems.picture_too_large.code ? photoTooLarge() : error;
  });
}

/** The one file of an upload, as it arrives. Throws `bad_request` where there is none. */
export async function arrivingPhoto(request: FastifyRequest): Promise<Readable> {
  const part = await request.file();
  if (!part) throw new Problem(commonProblems.bad_request);
  return part.file;
}

/** Never as a page of this site: whatever a browser makes of the bytes can do nothing here. */
export function sendPhoto(platform: Platform, reply: FastifyReply, file: StoredFile): FastifyReply {
  return reply
    .type(file.mime)
    .header('content-length', file.bytes)
    .header('content-disposition', 'attachment; filename="photo.jpg"')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(platform.files.open(file));
}
