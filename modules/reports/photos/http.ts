import type { FastifyReply, FastifyRequest } from 'fastify';
import { commonProblems } from '../../../platform/contract.ts';
import type { StoredFile } from '../../../platform/files.ts';
import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import { maxPhotoBytes, photoTooLarge } from './rules.ts';

/** The one file of an upload. Throws `photo_too_large`, and `bad_request` where there is none. */
export async function uploadedPhoto(request: FastifyRequest): Promise<Buffer> {
  const part = await request.file({ limits: { fileSize: maxPhotoBytes } });
  if (!part) throw new Problem(commonProblems.bad_request);
  try {
    return await part.toBuffer();
  } catch (error) {
    const { code } = error as { code?: unknown };
    throw code === 'FST_REQ_FILE_TOO_LARGE' ? photoTooLarge() : error;
  }
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
