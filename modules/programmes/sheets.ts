import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { ProgrammeDefinition } from '../../forms/programme.ts';
import type { Platform } from '../../platform/platform.ts';
import { getOrNotFound } from '../../platform/problems.ts';
import { type RefusedRow, refusedSheet } from '../../platform/sheets/refused.ts';
import { type SheetFormat, sheetMime, writeSheet } from '../../platform/sheets/write.ts';
import { rosterRowProblems } from './contract.ts';
import { refusalPurpose } from './import-work.ts';
import { openChecked } from './preview.ts';
import { listRefusals } from './queries-import-rows.ts';
import type { ImportSeen } from './queries-imports.ts';
import { rosterColumns } from './roster-columns.ts';

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

/** The rows that an import refused, as they stood in the workbook, with their reasons. */
export function refusedRows(
  platform: Platform,
  definition: ProgrammeDefinition,
  record: ImportSeen,
): Readable {
  const { survey } = openChecked(platform.keys, record.id, getOrNotFound(record.preview));
  return refusedSheet({
    format: 'xlsx',
    survey: getOrNotFound(survey),
    columns: rosterColumns(definition).map(({ spec }) => spec),
    texts: rosterRowProblems,
    rows: refusals(platform, record.id),
  });
}

const readAtOnce = 500;

async function* refusals(platform: Platform, importId: string): AsyncGenerator<RefusedRow> {
  const purpose = refusalPurpose(importId);
  for (let after = 0; ; ) {
    const rows = await listRefusals(platform.db, importId, after, readAtOnce);
    for (const { content } of rows) {
      yield JSON.parse(platform.keys.open(purpose, content).reveal()) as RefusedRow;
    }
    const last = rows.at(-1);
    if (!last || rows.length < readAtOnce) return;
    after = last.row;
  }
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
