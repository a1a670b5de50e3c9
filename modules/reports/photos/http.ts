import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { commonProblems } from '../../../platform/contract.ts';
import type { StoredFile } from '../../../platform/files.ts';
import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';

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
