import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { type SheetFormat, sheetMime } from './write.ts';

/** Sends a sheet as a file of this name, without its ending. */
export function sendSheet(
  reply: FastifyReply,
  sheet: Readable,
  name: string,
  format: SheetFormat,
): FastifyReply {
  return reply
    .type(sheetMime[format])
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .send(sheet);
}
