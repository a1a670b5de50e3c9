import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { writeMeasured } from './measured-file.ts';
import { writeWhole } from './whole-file.ts';

/** A copy that cannot be made or used, in one line for the terminal. */
export class CopyError extends Error {
  override readonly name = 'CopyError';
}

const Table = Type.Object({
  /** `main` holds the product's own tables, `jobs` those of the job queue. */
  schema: Type.Union([Type.Literal('main'), Type.Literal('jobs')]),
  name: Type.String(),
  columns: Type.Array(Type.String()),
  rows: Type.Integer(),
  path: Type.String(),
});

/**
 * What a saved copy says of itself in `manifest.json`. It is written last, so a copy without one was
 * never finished.
 */
const Manifest = Type.Object({
  format: Type.Literal(1),
  /** Version of the product that saved it. */
  product: Type.String(),
  savedAt: Type.String(),
  installation: Type.Object({
    mode: Type.Union([Type.Literal('demo'), Type.Literal('real')]),
    createdAt: Type.String(),
  }),
  migrations: Type.Array(Type.Object({ name: Type.String(), sha256: Type.String() })),
  /** Layout of the job queue's tables; null when there was no queue yet. */
  jobsVersion: Type.Union([Type.Integer(), Type.Null()]),
  tables: Type.Array(Table),
  sequences: Type.Array(
    Type.Object({ name: Type.String(), value: Type.String(), called: Type.Boolean() }),
  ),
  /** Every other file of the copy. `path` is relative, with `/` on every system. */
  parts: Type.Array(
    Type.Object({ path: Type.String(), bytes: Type.Integer(), sha256: Type.String() }),
  ),
});

export type Manifest = Type.Static<typeof Manifest>;
export type SavedTable = Type.Static<typeof Table>;
export type Part = Manifest['parts'][number];

/** Where a copy keeps what is not the database. */
export const KEYS_PART = 'keys.json';
export const FILES_FOLDER = 'files';

const MANIFEST = 'manifest.json';
const PATH = /^(keys\.json|(database|files)(\/[\w-][\w.-]*)+)$/;

/**
 * Writes a stream into a copy or an installation, readable by its owner alone, and measures it. The
 * stream is asked for when its place is ready: one that fails before anybody listens ends the process.
 */
export async function writePart(
  root: string,
  path: string,
  content: () => Readable,
): Promise<{ path: string; bytes: number; sha256: string }> {
  const place = join(root, path);
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  return { path, ...(await writeMeasured(place, content())) };
}

/** Declares the copy complete. */
export function writeManifest(root: string, manifest: Manifest): void {
  writeWhole(join(root, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * Reads a copy's manifest and checks that every part is there, unchanged.
 *
 * @throws {CopyError} naming the first part that is missing or differs.
 */
export async function readCopy(root: string): Promise<Manifest> {
  const manifest = await readManifest(root);
  for (const part of manifest.parts) await checkPart(root, part);
  const paths = new Set(manifest.parts.map(({ path }) => path));
  const absent = [KEYS_PART, ...manifest.tables.map(({ path }) => path)].find((p) => !paths.has(p));
  if (absent) throw new CopyError(`The copy in ${root} is incomplete: ${absent} is missing.`);
  return manifest;
}

async function readManifest(root: string): Promise<Manifest> {
  const text = await readFile(join(root, MANIFEST), 'utf8').catch(() => {
    throw new CopyError(`There is no complete copy in ${root}: it has no ${MANIFEST}.`);
  });
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {}
  const format = (manifest as { format?: unknown } | undefined)?.format;
  if (typeof format === 'number' && format > 1) {
    throw new CopyError(`The copy in ${root} was saved by a newer Anxing; restore it with that.`);
  }
  if (!Value.Check(Manifest, manifest)) {
    throw new CopyError(`The copy in ${root} is damaged: ${MANIFEST} cannot be read.`);
  }
  return manifest;
}

async function checkPart(root: string, { path, bytes, sha256 }: Part): Promise<void> {
  if (!PATH.test(path)) throw new CopyError(`The copy in ${root} names a strange file: ${path}.`);
  const found = await stat(join(root, path)).catch(() => undefined);
  if (!found) throw new CopyError(`The copy in ${root} is incomplete: ${path} is missing.`);
  const hash = createHash('sha256');
  if (found.size === bytes) await pipeline(createReadStream(join(root, path)), hash);
  if (found.size !== bytes || hash.digest('hex') !== sha256) {
    throw new CopyError(`The copy in ${root} is damaged: ${path} is not what was saved.`);
  }
}
