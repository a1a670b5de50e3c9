import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another live process holds the folder. `pid` is its process number where it could be read. */
export class FolderInUseError extends Error {
  readonly folder: string;
  readonly pid: number | undefined;

  constructor(folder: string, pid: number | undefined) {
    const who = pid === undefined ? 'another process' : `the running process ${pid}`;
    super(`The data folder ${folder} is in use by ${who}. Stop it first, or set ANXING_DATA.`);
    this.name = 'FolderInUseError';
    this.folder = folder;
    this.pid = pid;
  }
}

/** A folder held for this process alone until `release` or the end of the process. */
export interface FolderLock {
  release(): void;
}

// A lock whose handle were collected as garbage would silently be let go.
const held = new Set<DatabaseSync>();

/**
 * Takes a folder for this process alone.
 *
 * The lock is one of the operating system, held through an otherwise empty SQLite file: the kernel
 * drops it however the process ends, so there is no stale lock to judge, and two processes that
 * start at the same instant cannot both win. The process number beside it is for people only.
 *
 * @throws {FolderInUseError} when another process, or this one, holds it already.
 */
export function lockFolder(folder: string): FolderLock {
  const pidFile = join(folder, 'anxing.pid');
  const handle = new DatabaseSync(join(folder, 'anxing.lock'));
  try {
    handle.exec('PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    handle.close();
    if (!isBusy(error)) throw error;
    throw new FolderInUseError(folder, readPid(pidFile));
  }
  held.add(handle);
  writeFileSync(pidFile, `${process.pid}\n`);
  return {
    release() {
      if (!held.delete(handle)) return;
      rmSync(pidFile, { force: true });
      handle.close();
    },
  };
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5;
  return (error as { errcode?: number }).errcode === SQLITE_BUSY;
}

function readPid(path: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(path, 'utf8'), 10);
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}
