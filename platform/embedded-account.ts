import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The system account a child process runs as; empty means: as ourselves. */
export interface Account {
  uid?: number;
  gid?: number;
}

/** The machine cannot run the embedded database as it is; the message says what to do. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';
}

const USER = 'postgres';

/**
 * Which account the database server runs as. PostgreSQL refuses to run as root, so root hands it
 * to the owner of an existing cluster or else to the user `postgres`, made when missing.
 */
export function serverAccount(clusterDir: string): Account {
  if (process.getuid?.() !== 0) return {};
  if (existsSync(clusterDir)) {
    const { uid, gid } = statSync(clusterDir);
    if (uid !== 0) return { uid, gid };
  }
  const known = findUser();
  if (known) return known;
  createUser();
  const made = findUser();
  if (!made) throw noUser('it was made, but is not known yet');
  return made;
}

/**
 * The first folder on the way to `path` that `account` may not pass through, or undefined when the
 * way is free. Root itself may pass everywhere, so this is asked before rights are dropped.
 */
export function blockedFolder(path: string, account: Account): string | undefined {
  if (account.uid === undefined) return undefined;
  const way: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    way.unshift(at);
    if (at === dirname(at)) break;
  }
  return way.find((folder) => {
    const stat = statSync(folder);
    if (!stat.isDirectory()) return false;
    if (stat.uid === account.uid) return (stat.mode & 0o100) === 0;
    if (stat.gid === account.gid) return (stat.mode & 0o010) === 0;
    return (stat.mode & 0o001) === 0;
  });
}

/** Refuses with advice when `account` cannot reach the data folder. */
export function requireReachable(dataDir: string, account: Account): void {
  const blocked = blockedFolder(dataDir, account);
  if (blocked === undefined) return;
  throw new EmbeddedError(
    `PostgreSQL never runs as root, so it runs as the user ${USER}, and that user may not pass ` +
      `through ${blocked}. Set ANXING_DATA to a folder elsewhere, such as /var/lib/anxing, or ` +
      `start as an ordinary user, or allow passing with: chmod o+x ${blocked}`,
  );
}

function findUser(): Account | undefined {
  try {
    const ask = (flag: string) =>
      Number(execFileSync('id', [flag, USER], { encoding: 'utf8', stdio: 'pipe' }));
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return undefined;
  }
}

function createUser(): void {
  try {
    const flags = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'];
    execFileSync('useradd', [...flags, USER], { stdio: 'pipe' });
  } catch (error) {
    throw noUser(error instanceof Error ? error.message.split('\n')[0] : String(error));
  }
}

function noUser(why: string | undefined): EmbeddedError {
  return new EmbeddedError(
    `PostgreSQL never runs as root, and the user ${USER} could not be made (${why}). Make that ` +
      `user, or start as an ordinary user, or set DATABASE_URL.`,
  );
}
