import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, EmbeddedError } from './embedded-account.ts';
import { UNFINISHED_MARK } from './embedded-leftovers.ts';
import { ON_WINDOWS } from './embedded-programs.ts';
import { makeOwnerPassword, OWNER } from './embedded-roles.ts';

/** Gives a cluster that was copied here, or kept by another account, the owner and rights it needs. */
export function setRights(clusterDir: string, { uid, gid }: Account): void {
  chmodSync(clusterDir, 0o700);
  if (uid === undefined || statSync(clusterDir).uid === uid) return;
  execFileSync('chown', ['-R', `${uid}:${gid}`, clusterDir]);
}

interface ClusterOptions {
  log?: ((line: string) => void) | undefined;
  throwaway?: boolean | undefined;
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
  { log, throwaway }: ClusterOptions,
): void {
  const unfinished = `${clusterDir}${UNFINISHED_MARK}${randomBytes(4).toString('hex')}`;
  const login = ON_WINDOWS
    ? ['--auth=scram-sha-256', `--pwfile=${makeOwnerPassword(join(clusterDir, '..'))}`]
    : ['--auth=trust'];
  let complaint = '';
  for (const characters of ON_WINDOWS ? ['C'] : ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    mkdirSync(unfinished, { mode: 0o700 });
    if (account.uid !== undefined) chownSync(unfinished, account.uid, account.gid ?? -1);
    const flags = [
      `--pgdata=${unfinished}`,
      `--username=${OWNER}`,
      '--encoding=UTF8',
      '--locale=C',
      `--lc-ctype=${characters}`,
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...login,
      ...(throwaway ? ['--no-sync'] : []),
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
