import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a small file that its owner alone may read: beside its place, flushed, then renamed, and the folder
 * flushed. A kill leaves the whole file or none; a full disk leaves what was there before.
 */
export function writeWhole(path: string, text: string): void {
  const part = `${path}.part`;
  try {
    // What an earlier kill left may have other rights.
    rmSync(part, { force: true });
    writeFileSync(part, text, { mode: 0o600, flush: true });
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  flushFolder(dirname(path));
}

/** Not every system lets folders be flushed. */
function flushFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {}
}
