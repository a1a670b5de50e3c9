import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Account } from './embedded-account.ts';
import { ON_WINDOWS } from './embedded-programs.ts';
import { writeWhole } from './whole-file.ts';

/** Who an embedded cluster belongs to: makes and changes tables, saves and restores. */
export const OWNER = 'anxing';
/** As whom the server works: reads and writes rows, and owns nothing. */
const SERVER = 'anxing_server';

/** How to reach a database with `pg`; fits `new pg.Pool(…)`. */
export interface Connection {
  host: string;
  port: number;
  user: string;
  password?: string;
  database: string;
}

type Passwords = { owner: string; server: string };

const fileOf = (dataDir: string) => join(dataDir, 'database-passwords.json');
/** Where Windows, on which there are no sockets in closed folders, has always had the owner's. */
const windowsFileOf = (dataDir: string) => join(dataDir, 'database-password');

const newPassword = () => randomBytes(24).toString('base64url');

/** Writes the owner's password to a file, for `initdb` on Windows. */
export function makeOwnerPassword(dataDir: string): string {
  writeFileSync(windowsFileOf(dataDir), newPassword(), { mode: 0o600 });
  return windowsFileOf(dataDir);
}

/** Undefined for a cluster whose roles have none yet, or whose file was lost. */
function readPasswords(dataDir: string): Passwords | undefined {
  const path = fileOf(dataDir);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

type Place = { host: string; port: number; database: string };

/** How to connect as the owner, who makes and changes tables. */
export function ownerConnection(dataDir: string, place: Place): Connection {
  const windows = windowsFileOf(dataDir);
  const password =
    readPasswords(dataDir)?.owner ??
    (existsSync(windows) ? readFileSync(windows, 'utf8') : undefined);
  return { ...place, user: OWNER, ...(password && { password }) };
}

/** How to connect as the server, whose role owns nothing. */
export function serverConnection(dataDir: string, place: Place): Connection {
  const password = readPasswords(dataDir)?.server;
  return { ...place, user: SERVER, ...(password && { password }) };
}

const accessFileOf = (clusterDir: string) => join(clusterDir, 'anxing_access.conf');

/**
 * Says who may sign in to the cluster, and answers the settings by which PostgreSQL reads it. Through the
 * socket, which lies in a closed folder, the owner needs no password until there is one: so it is with a cluster
 * that is new, was made by a release without passwords, or has lost their file.
 */
export function allowSignIn(clusterDir: string, account: Account): Record<string, string> {
  // On Windows a cluster asks for passwords from its first moment on.
  if (ON_WINDOWS) return {};
  writeAccess(clusterDir, account, readPasswords(join(clusterDir, '..')) === undefined);
  return { hba_file: accessFileOf(clusterDir) };
}

function writeAccess(clusterDir: string, { uid, gid }: Account, open: boolean): void {
  const path = accessFileOf(clusterDir);
  rmSync(path, { force: true });
  const first = open ? `local all ${OWNER} trust\n` : '';
  writeFileSync(path, `${first}local all all scram-sha-256\n`, { mode: 0o600 });
  if (uid !== undefined) chownSync(path, uid, gid ?? -1);
}

/** Gives both roles of a running cluster their passwords where they have none; from then on they are asked for. */
export async function makeRoles(
  clusterDir: string,
  account: Account,
  owner: pg.Client,
): Promise<void> {
  const dataDir = join(clusterDir, '..');
  const known = readPasswords(dataDir);
  const { rowCount } = await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [SERVER]);
  if (known && rowCount) return;
  const passwords = known ?? { owner: newPassword(), server: newPassword() };
  if (!rowCount) await owner.query(`CREATE ROLE ${SERVER}`);
  await owner.query(
    `ALTER ROLE ${SERVER} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
       PASSWORD ${pg.escapeLiteral(passwords.server)}`,
  );
  await owner.query(`ALTER ROLE ${OWNER} PASSWORD ${pg.escapeLiteral(passwords.owner)}`);
  writeWhole(fileOf(dataDir), `${JSON.stringify(passwords)}\n`);
  rmSync(windowsFileOf(dataDir), { force: true });
  if (ON_WINDOWS) return;
  writeAccess(clusterDir, account, false);
  await owner.query('SELECT pg_reload_conf()');
}
