import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Deleted are files written after `from` and before `to`. */
type Span = { from: Date; to: Date };

/** What this product writes there, whole or in part; whatever else lies in the folder is not its own. */
const ours = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}(\.part)?$/;

/**
 * Deletes the files that no record names, as a kill leaves them: half of one, one whose record was not
 * written any more, or one whose record alone was deleted. Goes through the folder part by part, so that
 * it never holds all names at once. Answers how many.
 *
 * @param listKnown of these ids, those that a record names.
 */
export async function deleteOrphans(
  folder: string,
  { from, to }: Span,
  listKnown: (ids: string[]) => Promise<string[]>,
): Promise<number> {
  let count = 0;
  for (const part of await namesIn(folder)) {
    const names = (await namesIn(join(folder, part))).filter((name) => ours.test(name));
    const known = new Set(await listKnown(names.filter((name) => !name.endsWith('.part'))));
    for (const name of names.filter((each) => !known.has(each))) {
      const path = join(folder, part, name);
      // One that was being written may have got its name since.
      const written = (await stat(path).catch(() => null))?.mtime;
      if (!written || written < from || written >= to) continue;
      await rm(path, { force: true });
      count += 1;
    }
  }
  return count;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
}
