import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FormDefinition } from '../../../forms/definition.ts';
import { readFormJson, writeFormJson } from '../../../forms/exchange/form-json.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { sheetProblems } from '../../../platform/file-problems.ts';
import { invalid, Problem } from '../../../platform/problems.ts';
import { sheetMime } from '../../../platform/sheets/write.ts';
import { readXlsFormFile, xlsFormFile, xlsFormLimits } from '../../../platform/sheets/xlsform.ts';
import type { programmes } from '../contract.ts';

type Read = ResponseOf<typeof programmes.readFormFile>;

/**
 * Reads a form from a file, as JSON or as XLSForm: the definition, if one comes of it, and what was not carried over.
 * The file is forgotten at once. Throws `invalid_input` where there is none, and problems of sheets.
 */
export async function readFormFile(request: FastifyRequest): Promise<Read> {
  const part = request.isMultipart() ? await request.file() : undefined;
  if (part?.fieldname !== 'file') throw invalid({ path: 'file', code: 'required' });
  const path = join(tmpdir(), `anxing-form-${randomUUID()}`);
  try {
    await pipeline(part.file as Readable, bounded(), createWriteStream(path, { mode: 0o600 }));
    if (/\.json$/i.test(part.filename)) return ofJson(await readFile(path, 'utf8'));
    const { form, findings } = await readXlsFormFile(path);
    return { definition: form, findings };
  } finally {
    await rm(path, { force: true });
  }
}

/** Passes on so many bytes as a form may have. */
function bounded() {
  return async function* (chunks: AsyncIterable<Buffer>) {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > xlsFormLimits.fileBytes) throw new Problem(sheetProblems.sheet_too_large);
      yield chunk;
    }
  };
}

/** A draft may have mistakes, which the builder names: of JSON, whatever is an object is one. */
function ofJson(text: string): Read {
  const { form, findings } = readFormJson(text);
  const isDraft = findings.every(({ code }) => code === 'definition_problem');
  if (form || !isDraft) return { definition: form, findings };
  const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return { definition: isObject ? (value as FormDefinition) : null, findings };
}

/** Sends a version as a file of its form's code. */
export async function sendFormFile(
  reply: FastifyReply,
  definition: FormDefinition,
  { version, format }: { version: number; format: 'json' | 'xlsx' },
): Promise<FastifyReply> {
  const name = `${definition.code}-${version}.${format}`;
  reply.header('content-disposition', `attachment; filename="${name}"`);
  if (format === 'json') {
    return reply.type('application/json; charset=utf-8').send(writeFormJson(definition));
  }
  const { file } = await xlsFormFile(definition, { version: String(version) });
  return reply.type(sheetMime.xlsx).send(file);
}
