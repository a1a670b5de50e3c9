import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { withoutUnprintable } from '../invisible.ts';
import { invalid } from '../problems.ts';

/** A workbook that somebody hands in. */
export type Upload = { name: string; mime: string; data: Readable };

/** The field `file` of a form. Throws `invalid_input` where there is none. */
export async function uploadOf(request: FastifyRequest): Promise<Upload> {
  const part = request.isMultipart() ? await request.file() : undefined;
  if (part?.fieldname !== 'file') throw invalid({ path: 'file', code: 'required' });
  return { name: part.filename, mime: part.mimetype, data: part.file };
}

/** A file's own name, whatever path and signs came with it. */
export function plainFileName(name: string, otherwise: string): string {
  const plain = withoutUnprintable(basename(name.replaceAll('\\', '/'))).trim();
  return plain.slice(0, 150) || otherwise;
}
