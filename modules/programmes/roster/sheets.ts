import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import { type SheetFormat, sheetMime, writeSheet } from '../../../platform/sheets/write.ts';
import { rosterColumns } from './columns.ts';

/** An empty roster: the header alone, a `*` at what must be filled in. */
export function rosterTemplate(
  definition: ProgrammeDefinition,
  format: SheetFormat,
  lang: 'zh' | 'en',
): Readable {
  return writeSheet({
    format,
    sheetName: { zh: '名单', en: 'Roster' }[lang],
    columns: rosterColumns(definition).map(({ label, spec }) => ({
      header: spec.required ? `${label[lang]} *` : label[lang],
      // Text, so that card numbers keep their zeros and days stay as they are typed.
      kind: 'text',
      width: Math.max(14, label[lang].length * (lang === 'zh' ? 2 : 1) + 4),
    })),
    rows: [],
  });
}

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
