import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

/** The system account a child process runs as; empty means: as ourselves. */
export interface Account {
  uid?: number;
  gid?: number;
}

/** The machine cannot run the embedded database as it is; the message says what to do. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';
}

/** The user that the database server runs as when it was started by root. */
export const DATABASE_USER = 'postgres';

/** Owns nothing and is in no group: stands for a user that does not exist yet. */
const STRANGER: Account = { uid: -1, gid: -1 };

/**
 * Which account the database server runs as. PostgreSQL refuses to run as root, so root hands it
 * to the owner of an existing cluster or else to the user `postgres`, made when missing.
 */
export function serverAccount(clusterDir: string): Account {
  const account = databaseAccount(clusterDir);
  if (account !== STRANGER) return account;
  createUser();
  const made = findUser();
  if (!made) throw noUser('it was made, but is not known yet');
  return made;
}

/** As {@link serverAccount}, but makes no user: one that is missing has the rights of a stranger. */
export function databaseAccount(clusterDir: string): Account {
  if (process.getuid?.() !== 0) return {};
  if (existsSync(clusterDir)) {
    const { uid, gid } = statSync(clusterDir);
    if (uid !== 0) return { uid, gid };
  }
  return findUser() ?? STRANGER;
}

/**
 * The first folder on the way to `path` that `account` may not pass through, or undefined when the
 * way is free. What does not exist yet is no obstacle. Root itself may pass everywhere, so this is
 * asked before rights are dropped.
 */
export function blockedFolder(path: string, account: Account): string | undefined {
  if (account.uid === undefined) return undefined;
  const way: string[] = [];
  for (let at = realPath(path); ; at = dirname(at)) {
    way.unshift(at);
    if (at === dirname(at)) break;
  }
  return way.find((folder) => {
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (!stat?.isDirectory()) return false;
    if (stat.uid === account.uid) return (stat.mode & 0o100) === 0;
    if (stat.gid === account.gid) return (stat.mode & 0o010) === 0;
    return (stat.mode & 0o001) === 0;
  });
}

/** An absolute path with its links resolved, also when its last folders do not exist yet. */
export function realPath(path: string): string {
  const whole = resolve(path);
  let there = whole;
  while (!existsSync(there)) there = dirname(there);
  return join(realpathSync(there), relative(there, whole));
}

/** The system's folder for temporary files, unless it is somebody's own. */
export function temporaryFolder(account: Account = databaseAccount('')): string {
  return blockedFolder(tmpdir(), account) ? '/tmp' : tmpdir();
}

/** Refuses with advice when `account` cannot get to the data folder, which itself will be opened. */
export function requireReachable(dataDir: string, account: Account): void {
  const blocked = blockedFolder(dirname(realPath(dataDir)), account);
  if (blocked === undefined) return;
  throw new EmbeddedError(
    `The data cannot lie in ${dataDir}: PostgreSQL never runs as root, so it runs as the user ` +
      `${DATABASE_USER}, which may not pass through ${blocked}. Set ANXING_DATA to a folder that ` +
      `it can reach, such as /srv/anxing, or allow passing with: chmod o+x ${blocked}`,
  );
}

function findUser(): Account | undefined {
  try {
    const ask = (flag: string) =>
      Number(execFileSync('id', [flag, DATABASE_USER], { encoding: 'utf8', stdio: 'pipe' }));
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return undefined;
  }
}

function createUser(): void {
  try {
    const flags = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'];
    execFileSync('useradd', [...flags, DATABASE_USER], { stdio: 'pipe' });
  } catch (error) {
    throw noUser(error instanceof Error ? error.message.split('\n')[0] : String(error));
  }
}

function noUser(why: string | undefined): EmbeddedError {
  return new EmbeddedError(
    `PostgreSQL never runs as root, and the user ${DATABASE_USER} could not be made (${why}). Make that ` +
      `user, or start as an ordinary user, or set DATABASE_URL.`,
  );
}
